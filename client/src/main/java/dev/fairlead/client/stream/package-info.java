/**
 * Streams to and from what runs in a Pod: processes, logs, ports, files.
 *
 * <p>In: a WebSocket or the body of an answer that the client has opened. Out: streams of bytes,
 * exit codes, sockets. Each WebSocket has a virtual thread that reads it, since several streams
 * come over it. It holds a bounded part of what nobody has read yet. It never opens a connection to
 * the API server by itself, and never writes a file outside the folder it was given. Open {@link
 * dev.fairlead.client.stream.Exec} first.
 */
@NullMarked
package dev.fairlead.client.stream;

import org.jspecify.annotations.NullMarked;
