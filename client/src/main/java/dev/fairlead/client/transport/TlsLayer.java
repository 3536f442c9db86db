package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLHandshakeException;

/**
 * TLS by an SSLEngine between streams: a Config gives engines, which check the server's name. One
 * thread reads while another writes. One lock, for wrapping and sending what was wrapped in order.
 */
final class TlsLayer {
  private final SSLEngine engine;
  private final InputStream netIn;
  private final OutputStream netOut;
  private final ReentrantLock wrapping = new ReentrantLock();

  @GuardedBy("wrapping")
  private ByteBuffer wrapped;

  // Only the reader's: both to be read.
  private ByteBuffer received;
  private ByteBuffer plain;

  TlsLayer(SSLEngine engine, InputStream netIn, OutputStream netOut) {
    this.engine = engine;
    this.netIn = netIn;
    this.netOut = netOut;
    this.wrapped = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
  }

  void handshake() throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!unwrap()) {
            throw new SSLHandshakeException("the connection ended while TLS began");
          }
        }
        default -> {
          return;
        }
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private void wrap(ByteBuffer content) throws IOException {
    wrapping.lock();
    try {
      do {
        wrapped.clear();
        SSLEngineResult result = engine.wrap(content, wrapped);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
          wrapped = ByteBuffer.allocate(2 * wrapped.capacity());
        } else if (result.getStatus() == Status.CLOSED && content.hasRemaining()) {
          throw new IOException("the other side has ended TLS");
        }
        netOut.write(wrapped.array(), 0, wrapped.position());
      } while (content.hasRemaining());
      netOut.flush();
    } finally {
      wrapping.unlock();
    }
  }

  /** Unwraps a record, waiting for it; false at the end. */
  private boolean unwrap() throws IOException {
    plain.compact();
    try {
      while (true) {
        SSLEngineResult result = engine.unwrap(received, plain);
        switch (result.getStatus()) {
          case CLOSED -> {
            return false;
          }
          case BUFFER_UNDERFLOW -> {
            if (!receive()) {
              return false;
            }
          }
          case BUFFER_OVERFLOW -> {
            ByteBuffer larger = ByteBuffer.allocate(2 * plain.capacity());
            plain = larger.put(plain.flip());
          }
          case OK -> {
            return true;
          }
        }
      }
    } finally {
      plain.flip();
    }
  }

  private boolean receive() throws IOException {
    received.compact();
    try {
      if (!received.hasRemaining()) {
        received = ByteBuffer.allocate(2 * received.capacity()).put(received.flip());
      }
      int got =
          netIn.read(
              received.array(), received.position(), received.capacity() - received.position());
      received.position(received.position() + Math.max(got, 0));
      return got >= 0;
    } finally {
      received.flip();
    }
  }

  InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        while (!plain.hasRemaining()) {
          if (!unwrap()) {
            return -1;
          }
          afterwards(engine.getHandshakeStatus());
        }
        int count = Math.min(length, plain.remaining());
        plain.get(into, from, count);
        return count;
      }
    };
  }

  /** New keys and tickets, which may come at any time. */
  private void afterwards(HandshakeStatus status) throws IOException {
    if (status == HandshakeStatus.NEED_TASK) {
      runTasks();
    } else if (status == HandshakeStatus.NEED_WRAP) {
      wrap(ByteBuffer.allocate(0));
    }
  }

  OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] content, int from, int length) throws IOException {
        wrap(ByteBuffer.wrap(content, from, length));
      }
    };
  }
}
