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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The teams by their tokens.
 */
final class TeamRegistry {

	private final Map<String, TeamState> teams = new ConcurrentHashMap<>();

	private final List<Runnable> rateLimitListeners = new CopyOnWriteArrayList<>();

	private final AtomicInteger count = new AtomicInteger();

	private final List<Runnable> resetListeners = new CopyOnWriteArrayList<>();

	private volatile RateLimiter unknownTokenLimiter = new RateLimiter();

	@Nullable TeamState find(@Nullable String token) {
		return (token != null) ? this.teams.get(token) : null;
	}

	TeamState require(String token) {
		return this.teams.computeIfAbsent(token, (key) -> new TeamState(nextId()));
	}

	private String nextId() {
		int number = this.count.incrementAndGet();
		return (number == 1) ? "team_sandbox" : "team_sandbox_" + number;
	}

	/**
	 * Return the rate limiter that all requests with an unknown token share.
	 * @return the rate limiter
	 */
	RateLimiter unknownTokenLimiter() {
		return this.unknownTokenLimiter;
	}

	void reset(String token) {
		this.teams.compute(token, (key, team) -> new TeamState((team != null) ? team.id() : nextId()));
		rateLimitsChanged();
		this.resetListeners.forEach(Runnable::run);
	}

	void resetAll() {
		this.teams.replaceAll((token, team) -> new TeamState(team.id()));
		this.unknownTokenLimiter = new RateLimiter();
		this.resetListeners.forEach(Runnable::run);
	}

	void addResetListener(Runnable listener) {
		this.resetListeners.add(listener);
	}

	void addRateLimitListener(Runnable listener) {
		this.rateLimitListeners.add(listener);
	}

	/**
	 * Report that what clients believe about rate limits is no longer true.
	 */
	void rateLimitsChanged() {
		this.rateLimitListeners.forEach(Runnable::run);
	}

}
