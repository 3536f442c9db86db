package dev.fairlead.client;

import java.io.IOException;

/** Carries connections to ports of this machine, in both protocols. */
final class PortEnd {
  static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";
  static final String V4 = "v4.channel.k8s.io";

  PortEnd(WebSocketEnd socket, KubeletEnd.Request request) {}

  void serve(String protocol) throws IOException {
    throw new IOException(protocol);
  }
}
