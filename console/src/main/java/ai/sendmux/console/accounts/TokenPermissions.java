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

package ai.sendmux.console.accounts;

import java.time.Duration;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * What the token of the application may do. What cannot be found out counts as permitted:
 * Sendmux decides in any case.
 */
@Service
public class TokenPermissions {

	private final Mono<Permissions> permissions;

	TokenPermissions(PageClient client, ListProperties properties) {
		this.permissions = client.identity()
			.me()
			.map((me) -> new Permissions(me.permissions()))
			.cache((permissions) -> properties.maxAge(), (ex) -> Duration.ZERO, () -> Duration.ZERO)
			.onErrorReturn(Permissions.UNKNOWN);
	}

	public Mono<Permissions> get() {
		return this.permissions;
	}

	/**
	 * The permissions of a token.
	 *
	 * @param granted the permissions as the API names them, with a star for all of a kind
	 */
	public record Permissions(List<String> granted) {

		static final Permissions UNKNOWN = new Permissions(List.of("*"));

		public boolean create() {
			return allows("provider.create");
		}

		public boolean update() {
			return allows("provider.update");
		}

		public boolean delete() {
			return allows("provider.delete");
		}

		public boolean readLogs() {
			return allows("logs.read");
		}

		public boolean readAnalytics() {
			return allows("analytics.read");
		}

		private boolean allows(String permission) {
			return this.granted.stream()
				.anyMatch((granted) -> granted.equals(permission) || (granted.endsWith("*")
						&& permission.startsWith(granted.substring(0, granted.length() - 1))));
		}

	}

}
