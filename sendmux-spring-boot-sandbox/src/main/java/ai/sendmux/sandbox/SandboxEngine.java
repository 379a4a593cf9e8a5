/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.sendmux.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Responds to requests as Sendmux does, independent of the HTTP server.
 */
final class SandboxEngine {

	private static final int MAX_KEY_LENGTH = 255;

	private static final Map<String, String> SCRIPTED_RETRY_AFTER = Map.of("Retry-After", "1");

	private final TeamRegistry teams;

	private final SandboxClock clock;

	private final String defaultToken;

	private final SandboxIds ids;

	private final Operations operations;

	private final FaultResponses faultResponses = new FaultResponses();

	SandboxEngine(TeamRegistry teams, SandboxClock clock, SandboxIds ids, String defaultToken) {
		this.teams = teams;
		this.clock = clock;
		this.ids = ids;
		this.defaultToken = defaultToken;
		this.operations = new Operations(ids);
	}

	/**
	 * Respond to a request.
	 * @param request the request
	 * @return the response
	 */
	SandboxResponse handle(SandboxRequest request) {
		TeamState team = this.teams.find(request.bearerToken());
		TeamState owner = (team != null) ? team : this.teams.require(this.defaultToken);
		Route route = Route.of(request.method(), request.path());
		String requestId = this.ids.next("req_");
		synchronized (owner) {
			Instant now = this.clock.instant();
			RecordedRequest received = RequestRecorder.record(request, operation(route), now);
			SandboxFault.Effect effect = (team != null) ? team.faults().next(received) : SandboxFault.Effect.NONE;
			RateLimiter.Status rate = ((team != null) ? team.rateLimiter() : this.teams.unknownTokenLimiter())
				.take(now);
			SandboxResponse response = respond(new Attempt(request, route, team, rate, requestId, now), effect);
			owner.requests().add(received.withStatus(effect.breaksConnection() ? 0 : response.status()));
			return response.withDelivery(effect.deliveryMode(), effect.delay());
		}
	}

	/**
	 * Record a request to which a stub of the test responded.
	 * @param request the request
	 * @param status the status of the response, 0 if the connection was reset instead
	 */
	void recordStubbed(SandboxRequest request, int status) {
		TeamState team = this.teams.find(request.bearerToken());
		TeamState owner = (team != null) ? team : this.teams.require(this.defaultToken);
		SandboxOperation operation = operation(Route.of(request.method(), request.path()));
		synchronized (owner) {
			owner.requests().add(RequestRecorder.record(request, operation, this.clock.instant()).withStatus(status));
		}
	}

	private SandboxResponse respond(Attempt attempt, SandboxFault.Effect effect) {
		if (effect.replacesResponse()) {
			SandboxResponse response = this.faultResponses.insteadOfActing(effect, attempt.requestId());
			return (effect.kind() == SandboxFault.Effect.Kind.ERROR) ? withCommonHeaders(response, attempt) : response;
		}
		SandboxResponse response = act(attempt, effect.delay());
		return this.faultResponses.afterActing(effect, withCommonHeaders(response, attempt));
	}

	private SandboxResponse withCommonHeaders(SandboxResponse response, Attempt attempt) {
		Map<String, String> headers = new LinkedHashMap<>(attempt.rate().headers());
		headers.put("Cache-Control", "no-store");
		if (response.status() == ErrorCode.RATE_LIMIT_EXCEEDED.status()) {
			headers.putAll(attempt.rate().exceeded() ? attempt.rate().retryAfter() : SCRIPTED_RETRY_AFTER);
		}
		return response.withHeaders(headers);
	}

	private SandboxResponse act(Attempt attempt, Duration delay) {
		try {
			SandboxCall call = checkAccess(attempt);
			IdempotencyStore.Key key = idempotencyKey(call);
			return (key != null) ? actOnce(call, key, delay) : this.operations.handle(call);
		}
		catch (ApiProblem ex) {
			return SandboxResponse.failure(attempt.requestId(), ex);
		}
	}

	private SandboxCall checkAccess(Attempt attempt) {
		TeamState team = attempt.team();
		if (attempt.rate().exceeded()) {
			throw new ApiProblem(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests.");
		}
		if (team == null) {
			throw new ApiProblem(ErrorCode.AUTHENTICATION_REQUIRED, "A valid API key is required.");
		}
		Route route = attempt.route();
		if (route == null) {
			throw new ApiProblem(ErrorCode.NOT_FOUND, "No such route.");
		}
		SandboxPermission permission = route.operation().permission();
		if (permission != null && !team.permissions().contains(permission)) {
			throw new ApiProblem(ErrorCode.INSUFFICIENT_PERMISSIONS,
					"This API key lacks the permission " + permission.value() + ".");
		}
		return new SandboxCall(attempt.request(), attempt.requestId(), route, team, attempt.now());
	}

	private SandboxResponse actOnce(SandboxCall call, IdempotencyStore.Key key, Duration delay) {
		IdempotencyStore store = call.team().idempotency();
		SandboxResponse first = store.replay(key, call.request(), call.now());
		if (first != null) {
			return first;
		}
		SandboxResponse response = this.operations.handle(call);
		store.remember(key, call.request(), response, call.now(), delay);
		return response;
	}

	private static IdempotencyStore.@Nullable Key idempotencyKey(SandboxCall call) {
		String value = call.request().header("idempotency-key");
		if (value == null || !call.route().operation().remembersIdempotencyKeys()) {
			return null;
		}
		if (value.isEmpty() || value.length() > MAX_KEY_LENGTH) {
			String code = value.isEmpty() ? "too_small" : "too_big";
			throw ApiProblem.of(ErrorCode.INVALID_PARAMETER, "Invalid Idempotency-Key.", new ApiProblem.Issue(
					"Idempotency-Key", code, "String must contain 1 to " + MAX_KEY_LENGTH + " character(s)"));
		}
		return new IdempotencyStore.Key(call.route().operation(), value);
	}

	private static @Nullable SandboxOperation operation(@Nullable Route route) {
		return (route != null) ? route.operation() : null;
	}

	private record Attempt(SandboxRequest request, @Nullable Route route, @Nullable TeamState team,
			RateLimiter.Status rate, String requestId, Instant now) {

	}

}
