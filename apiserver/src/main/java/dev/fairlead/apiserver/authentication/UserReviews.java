package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.authentication.v1.SelfSubjectReview;
import dev.fairlead.model.authentication.v1.TokenReview;
import dev.fairlead.model.authentication.v1.TokenReviewStatus;
import dev.fairlead.model.authentication.v1.UserInfo;
import dev.fairlead.model.value.Time;
import java.time.InstantSource;
import java.util.List;

/** Answers the reviews of authentication.k8s.io. */
public final class UserReviews {
  private final BearerTokens tokens;
  private final InstantSource clock;

  public UserReviews(BearerTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Whose token it is, or why it is nobody's.
   *
   * @throws StatusException 400 without a token
   */
  public TokenReview create(TokenReview review) {
    String token = review.spec().token();
    if (token == null) {
      throw Failures.badRequest("token is required for TokenReview in authentication");
    }
    List<String> asked = review.spec().audiences();
    List<String> audiences = asked.isEmpty() ? tokens.audiences() : asked;
    Outcome outcome =
        token.isBlank()
            ? new Outcome.Authenticated(Authentication.ANONYMOUS, audiences) // it is none
            : tokens.authenticate(token, audiences);
    return switch (outcome) {
      case Outcome.Authenticated found -> review.with(r -> r.status(status(found)));
      case Outcome.Rejected rejected ->
          review.with(r -> r.status(s -> s.authenticated(false).error(rejected.reason())));
      case Outcome.Unknown unknown ->
          review.with(r -> r.status(s -> s.authenticated(false).error(BearerTokens.INVALID)));
    };
  }

  private static TokenReviewStatus status(Outcome.Authenticated found) {
    return TokenReviewStatus.of(s ->
        s.authenticated(true)
            .user(info(Authentication.withCommonGroup(found.user())))
            .audiences(found.audiences()));
  }

  /** Who the sender is, for kubectl auth whoami. */
  public SelfSubjectReview create(SelfSubjectReview review, User user) {
    return SelfSubjectReview.of(r ->
        r.metadata(m -> m.creationTimestamp(Time.of(clock.instant())))
            .status(s -> s.userInfo(info(user))));
  }

  /** A user as reviews and webhooks show it. */
  public static UserInfo info(User user) {
    return UserInfo.of(
        u -> u.username(user.name()).uid(user.uid()).groups(user.groups()).extra(user.extra()));
  }
}
