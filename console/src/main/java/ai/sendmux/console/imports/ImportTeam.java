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

package ai.sendmux.console.imports;

import java.time.Duration;

import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The team that the token of the application belongs to. The store may hold imports of
 * other teams, whose accounts this application must not create.
 */
@Component
class ImportTeam {

	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final Mono<Team> current;

	private final Mono<Team> recent;

	ImportTeam(SendmuxConnectionDetails connectionDetails, SendmuxIdentityOperations identity) {
		String baseUrl = connectionDetails.getBaseUrl().toString();
		this.current = identity.me().map((me) -> new Team(baseUrl, me.team().id()));
		this.recent = this.current.cache((team) -> MAX_AGE, (ex) -> Duration.ZERO, () -> Duration.ZERO);
	}

	Mono<Team> current() {
		return this.current;
	}

	/**
	 * Return the team as it was at most a minute ago.
	 */
	Mono<Team> recent() {
		return this.recent;
	}

	/**
	 * A team of a service.
	 *
	 * @param baseUrl the address of the service
	 * @param id the id of the team
	 */
	record Team(String baseUrl, String id) {

	}

}
