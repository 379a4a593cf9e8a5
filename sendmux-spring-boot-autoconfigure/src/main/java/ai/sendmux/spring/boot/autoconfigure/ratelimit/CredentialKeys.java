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

package ai.sendmux.spring.boot.autoconfigure.ratelimit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.util.StringUtils;

/**
 * The keys of credentials in Redis. A token that may change has no text in common with
 * those of other instances, so that its key is known when the server has said who it
 * stands for.
 */
final class CredentialKeys {

	private static final String DEFAULT_CLIENT = "default";

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(30);

	private final String prefix;

	private final @Nullable String name;

	private final Scheduler scheduler;

	private final Runnable listener;

	private final Map<String, String> keys = new ConcurrentHashMap<>();

	private final Map<String, Identity> identities = new ConcurrentHashMap<>();

	/**
	 * Create the keys.
	 * @param prefix the prefix of all keys
	 * @param name the name of the credential of the auto-configured client, if any
	 * @param scheduler the scheduler to find out identities with
	 * @param listener the action to run when a key has become known
	 */
	CredentialKeys(String prefix, @Nullable String name, Scheduler scheduler, Runnable listener) {
		this.prefix = prefix;
		this.name = name;
		this.scheduler = scheduler;
		this.listener = listener;
	}

	void add(String client, String credential, @Nullable Mono<String> identity) {
		if (DEFAULT_CLIENT.equals(client) && StringUtils.hasText(this.name)) {
			this.keys.put(credential, this.prefix + this.name);
		}
		else if (identity == null) {
			this.keys.putIfAbsent(credential, this.prefix + credential);
		}
		else if (!this.keys.containsKey(credential)) {
			this.identities.put(credential, new Identity(identity, false));
		}
	}

	/**
	 * Return the key of a credential.
	 * @return the key, or {@code null} while it is not known
	 */
	@Nullable String get(String credential) {
		String key = this.keys.get(credential);
		if (key == null && !this.identities.isEmpty()) {
			identify(credential);
		}
		return key;
	}

	private void identify(String credential) {
		Identity identity = this.identities.remove(credential);
		if (identity != null) {
			Mono<String> source = identity.source();
			(identity.failed() ? source.delaySubscription(RETRY_INTERVAL, this.scheduler) : source)
				.subscribeOn(this.scheduler)
				.subscribe((known) -> identified(credential, known), (ex) -> retry(credential, source),
						() -> retry(credential, source));
		}
	}

	private void identified(String credential, String identity) {
		this.keys.put(credential, this.prefix + identity);
		this.listener.run();
	}

	private void retry(String credential, Mono<String> source) {
		if (!this.keys.containsKey(credential)) {
			this.identities.put(credential, new Identity(source, true));
		}
	}

	/**
	 * Identity that is not known yet.
	 *
	 * @param source emits the identity
	 * @param failed whether the source has failed before
	 */
	private record Identity(Mono<String> source, boolean failed) {

	}

}
