package dev.fairlead.client.config;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a credential plugin gives: kept until it expires or the server refuses it. The plugin runs
 * once at a time, and those who wait for a run share its outcome, whether good or bad.
 *
 * <p>One lock, for the fields; the plugin runs under it. It is waited for no longer than the plugin
 * may take, and an interrupt ends the wait.
 */
final class PluginCredential implements Credential {
  /** For a plugin that can't ask anybody. */
  static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** For one that may ask its user at the terminal. */
  static final Duration INTERACTIVE_TIMEOUT = Duration.ofMinutes(5);

  /** Between runs because of refusals, lest a user who is known but not let in starts many. */
  static final Duration REFUSAL_PAUSE = Duration.ofSeconds(10);

  /** How long an answer counts that has expired already when it is given, as if clocks differ. */
  static final Duration LEAST_USE = Duration.ofSeconds(1);

  /** Plugins whose credentials are shared; beyond that, the one not used for longest is let go. */
  private static final int MAX_SHARED = 64;

  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  private static final Map<Plugin, PluginCredential> SHARED =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Plugin, PluginCredential> eldest) {
          return size() > MAX_SHARED;
        }
      };

  private final Plugin plugin;
  private final InstantSource clock;
  private final Duration timeout;
  private final OneAtATime lock = new OneAtATime();

  private volatile @Nullable PluginAnswer given;

  /** Set before it is given. */
  private volatile Instant givenAt = Instant.MIN;

  /** Runs that have ended. */
  private final AtomicInteger runs = new AtomicInteger();

  /** Of the last run; under the lock, as is the next. */
  private @Nullable ConfigException failure;

  private Instant refusedAt = Instant.MIN;

  PluginCredential(Plugin plugin, InstantSource clock, Duration timeout) {
    this.plugin = plugin;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** The one of this process for an equal plugin, as client-go has it. */
  static PluginCredential shared(Plugin plugin) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(
          plugin, p -> new PluginCredential(p, InstantSource.system(), TIMEOUT));
    }
  }

  @Override
  public Optional<String> bearerToken() {
    return Optional.ofNullable(current().token());
  }

  @Override
  public Optional<String> authorizationInsteadOf(String refused) {
    PluginAnswer now = given;
    if (now != null && refused.equals("Bearer " + now.token())) {
      now = renewed(now);
    }
    return Optional.ofNullable(now)
        .map(PluginAnswer::token)
        .map(token -> "Bearer " + token)
        .filter(header -> !header.equals(refused));
  }

  /** The client certificate that it gives, if it gives one. */
  Renewed<@Nullable ClientCertificate> certificate() {
    return new Renewed<>() {
      @Override
      public @Nullable ClientCertificate current() {
        return PluginCredential.this.current().certificate();
      }

      @Override
      public boolean renew(@Nullable ClientCertificate refused) {
        PluginAnswer now = given;
        if (now != null && Objects.equals(now.certificate(), refused)) {
          now = renewed(now);
        }
        return now != null && !Objects.equals(now.certificate(), refused);
      }
    };
  }

  private PluginAnswer current() {
    PluginAnswer now = given;
    if (now != null && !isOver(now)) {
      return now;
    }
    int before = runs.get();
    return lock.of(
        plugin,
        () -> {
          PluginAnswer other = given;
          if (other != null && !isOver(other)) {
            return other;
          }
          if (failure != null && runs.get() != before) {
            throw new ConfigException(failure.problems());
          }
          return run();
        });
  }

  private boolean isOver(PluginAnswer answer) {
    Instant now = clock.instant();
    return answer.isOver(now) && !now.isBefore(givenAt.plus(LEAST_USE));
  }

  /** Another answer than the refused one; the same if there is none. */
  private PluginAnswer renewed(PluginAnswer refused) {
    return lock.of(
        plugin,
        () -> {
          PluginAnswer other = given;
          Instant now = clock.instant();
          if ((other != null && !other.equals(refused))
              || now.isBefore(refusedAt.plus(REFUSAL_PAUSE))) {
            return other == null ? refused : other;
          }
          refusedAt = now;
          try {
            return run();
          } catch (ConfigException e) {
            LOG.log(Level.WARNING, "{0} (the server refused what it gave before)", e.getMessage());
            return refused;
          }
        });
  }

  private PluginAnswer run() throws InterruptedException {
    try {
      boolean interactive = isInteractive();
      Duration limit = interactive ? INTERACTIVE_TIMEOUT : timeout;
      PluginAnswer answer =
          PluginAnswer.read(new PluginProcess(plugin, limit).run(interactive), plugin);
      givenAt = clock.instant();
      given = answer;
      failure = null;
      return answer;
    } catch (ConfigException e) {
      failure = e;
      throw e;
    } finally {
      runs.incrementAndGet();
    }
  }

  private boolean isInteractive() throws InterruptedException {
    if (plugin.interaction() == Plugin.Interaction.NEVER) {
      return false;
    }
    boolean can = !plugin.stdinTaken() && PluginProcess.hasTerminal();
    if (!can && plugin.interaction() == Plugin.Interaction.ALWAYS) {
      throw plugin.failed(
          "has interactiveMode Always, but "
              + (plugin.stdinTaken()
                  ? "this program reads standard input itself: log in with it before"
                  : "standard input is no terminal: log in with it at one before"));
    }
    return can;
  }

  @Override
  public String toString() {
    return plugin.toString();
  }
}
