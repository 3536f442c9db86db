package dev.fairlead.bench;

import static dev.fairlead.bench.Participant.AOT;
import static dev.fairlead.bench.Participant.CLIENT_GO;
import static dev.fairlead.bench.Participant.CLIENT_GO_JSON;
import static dev.fairlead.bench.Participant.CURL;
import static dev.fairlead.bench.Participant.FABRIC8;
import static dev.fairlead.bench.Participant.FAIRLEAD;
import static dev.fairlead.bench.Participant.FAIRLEAD_JSON;
import static dev.fairlead.bench.Participant.OFFICIAL;

import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part in which scenario. A participant is a program of its own: {@code VERB --name=value
 * ...}, verbs as in {@code bench/go/main.go}, one JSON line a measured run.
 */
final class Participants {
  private final Places places;
  private final Options options;
  private final Commands commands;

  Participants(Places places, Options options) {
    this.places = places;
    this.options = options;
    this.commands = new Commands(places, options);
  }

  List<Participant> list(RealServer server) {
    return List.of(
        new Participant(CURL, commands.curl(server)),
        new Participant(CLIENT_GO, commands.go(server, "list", "protobuf")),
        new Participant(CLIENT_GO_JSON, commands.go(server, "list", "json")),
        new Participant(FABRIC8, commands.java(server, Client.FABRIC8, "list", "json")),
        new Participant(OFFICIAL, commands.java(server, Client.OFFICIAL, "list", "json")),
        new Participant(FAIRLEAD, commands.java(server, Client.FAIRLEAD, "list", "protobuf")),
        new Participant(
            FAIRLEAD + ", listed before",
            commands.java(server, Client.FAIRLEAD, "list", "protobuf", "--client=kept")),
        new Participant(FAIRLEAD_JSON, commands.java(server, Client.FAIRLEAD, "list", "json")));
  }

  List<Participant> heap(RealServer server) {
    return List.of(
        new Participant(CLIENT_GO, commands.go(server, "heap", "protobuf")),
        new Participant(FABRIC8, commands.java(server, Client.FABRIC8, "heap", "json")),
        new Participant(OFFICIAL, commands.java(server, Client.OFFICIAL, "heap", "json")),
        new Participant(FAIRLEAD, commands.java(server, Client.FAIRLEAD, "heap", "protobuf")),
        new Participant(FAIRLEAD_JSON, commands.java(server, Client.FAIRLEAD, "heap", "json")));
  }

  /** Without Fairlead, which has no informer yet. */
  List<Participant> informer(RealServer server) {
    return List.of(
        new Participant(CLIENT_GO, commands.go(server, "informer", "protobuf")),
        new Participant(CLIENT_GO_JSON, commands.go(server, "informer", "json")),
        new Participant(FABRIC8, commands.java(server, Client.FABRIC8, "informer", "json")),
        new Participant(OFFICIAL, commands.java(server, Client.OFFICIAL, "informer", "json")));
  }

  /** All with the connection and the threads that they open by themselves. */
  List<Participant> gets(RealServer server) {
    return List.of(
        new Participant(CLIENT_GO, commands.go(server, "gets", "protobuf")),
        new Participant(CLIENT_GO_JSON, commands.go(server, "gets", "json")),
        new Participant(FABRIC8, commands.java(server, Client.FABRIC8, "gets", "json")),
        new Participant(OFFICIAL, commands.java(server, Client.OFFICIAL, "gets", "json")),
        new Participant(FAIRLEAD, commands.java(server, Client.FAIRLEAD, "gets", "protobuf")),
        new Participant(FAIRLEAD_JSON, commands.java(server, Client.FAIRLEAD, "gets", "json")));
  }

  /** Each Java client as it is, and with a cache of its loaded and linked classes. */
  List<Participant> cold(RealServer server) {
    List<Participant> all = new ArrayList<>();
    all.add(new Participant(CLIENT_GO, commands.process("line", commands.goCold(server))));
    for (Client client : Client.values()) {
      String name = coldName(client);
      List<String> plain = commands.cold(server, client);
      if (options.wants(name)) {
        all.add(new Participant(name, commands.process("line", plain)));
      }
      if (options.wants(name + AOT) && AotCache.isSupported()) {
        List<String> cached = AotCache.of(places, client).command(plain);
        all.add(new Participant(name + AOT, commands.process("line", cached)));
      }
    }
    return all;
  }

  private static String coldName(Client client) {
    return switch (client) {
      case FABRIC8 -> FABRIC8;
      case OFFICIAL -> OFFICIAL;
      case FAIRLEAD -> FAIRLEAD;
    };
  }

  List<Participant> decode(Bodies bodies) {
    Client fairlead = Client.FAIRLEAD;
    return List.of(
        new Participant(CLIENT_GO, commands.go(bodies, "decode", "protobuf")),
        new Participant(CLIENT_GO_JSON, commands.go(bodies, "decode", "json")),
        new Participant(FABRIC8, commands.java(bodies, Client.FABRIC8, "decode", "json")),
        new Participant(OFFICIAL, commands.java(bodies, Client.OFFICIAL, "decode", "json")),
        new Participant(FAIRLEAD, commands.java(bodies, fairlead, "decode", "protobuf")),
        new Participant(
            FAIRLEAD + ", decoded before",
            commands.java(bodies, fairlead, "decode", "protobuf", "--dictionary=kept")),
        new Participant(
            FAIRLEAD + ", no dictionary",
            commands.java(bodies, fairlead, "decode", "protobuf", "--dictionary=none")),
        new Participant(FAIRLEAD_JSON, commands.java(bodies, fairlead, "decode", "json")));
  }

  List<Participant> encode(Bodies bodies) {
    return List.of(
        new Participant(CLIENT_GO, commands.go(bodies, "encode", "protobuf")),
        new Participant(CLIENT_GO_JSON, commands.go(bodies, "encode", "json")),
        new Participant(FABRIC8, commands.java(bodies, Client.FABRIC8, "encode", "json")),
        new Participant(OFFICIAL, commands.java(bodies, Client.OFFICIAL, "encode", "json")),
        new Participant(FAIRLEAD, commands.java(bodies, Client.FAIRLEAD, "encode", "protobuf")),
        new Participant(FAIRLEAD_JSON, commands.java(bodies, Client.FAIRLEAD, "encode", "json")));
  }
}
