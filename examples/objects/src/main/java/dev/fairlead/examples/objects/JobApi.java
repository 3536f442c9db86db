package dev.fairlead.examples.objects;

import dev.fairlead.client.Conditions;
import dev.fairlead.client.DeleteOptions;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.batch.v1.Job;
import java.time.Duration;

/** Runs a Job, waits until it has ended, and deletes it with its Pods. */
public class JobApi {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    var jobs = k8s.batchV1().jobs(k8s.namespace());
    Job pi =
        Job.of(j ->
            j.metadata(m -> m.name("pi"))
                .spec(s ->
                    s.template(t ->
                        t.spec(p ->
                            p.restartPolicy("Never")
                                .container(c ->
                                    c.name("pi")
                                        .image("perl:5.42")
                                        .args("perl", "-Mbignum=bpi", "-wle", "print bpi(20)"))))));
    System.out.println("created " + jobs.create(pi));
    Job ended = jobs.waitFor("pi", Conditions.is("Complete"), Duration.ofMinutes(5));
    System.out.println("complete since " + ended.status().completionTime());
    jobs.delete("pi", o -> o.propagation(DeleteOptions.Propagation.BACKGROUND));
  }
}
