package dev.fairlead.bench;

import java.util.List;

/** Measures one scenario: rounds, and in each one fresh process of every participant in turn. */
final class Measurement {
  private final Places places;
  private final Options options;
  private final Scenario scenario;
  private final Results results;

  Measurement(Places places, Options options, Scenario scenario, String command) {
    this.places = places;
    this.options = options;
    this.scenario = scenario;
    this.results = new Results(Circumstances.of(scenario, options, command));
  }

  Results of(List<Participant> participants) {
    List<Participant> wanted = participants.stream().filter(p -> options.wants(p.name())).toList();
    wanted.forEach(p -> results.addParticipant(p.name()));
    for (int round = 1; round <= options.rounds(); round++) {
      for (Participant participant : wanted) {
        System.err.println(
            scenario.label() + " " + round + "/" + options.rounds() + ": " + participant.name());
        run(participant, round);
      }
    }
    return results;
  }

  Results ofJars() {
    for (Client client : Client.values()) {
      if (options.wants(client.title())) {
        results.add(client.title(), Jars.count(places.libraries(client)));
      }
    }
    return results;
  }

  private void run(Participant participant, int round) {
    List<String> lines;
    try {
      lines =
          Programs.run(
              places.log(scenario.label() + "-" + participant.name()),
              participant.command().toArray(String[]::new));
    } catch (BenchException e) {
      System.err.println(e.getMessage()); // one that fails must not cost the others' figures
      return;
    }
    int pods = scenario.pods(options);
    for (String line : lines) {
      if (line.startsWith("{")) {
        Run run = Run.parse(round, line);
        if (run.pods() != pods) {
          throw new BenchException(
              participant.name()
                  + " had "
                  + run.pods()
                  + " Pods, not "
                  + pods
                  + ": give --pods= what the server has");
        }
        results.add(participant.name(), run);
      }
    }
  }
}
