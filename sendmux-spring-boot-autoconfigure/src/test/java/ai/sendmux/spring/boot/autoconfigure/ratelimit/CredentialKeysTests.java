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
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CredentialKeys}.
 */
class CredentialKeysTests {

	private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

	private final AtomicInteger changes = new AtomicInteger();

	@AfterEach
	void disposeScheduler() {
		this.scheduler.dispose();
	}

	@Test
	void getWhenTokenIsFixedReturnsCredential() {
		CredentialKeys keys = keys(null);
		keys.add("default", "digest", null);
		assertThat(keys.get("digest")).isEqualTo("p:digest");
	}

	@Test
	void getWhenCredentialIsUnknownReturnsNull() {
		assertThat(keys("shop").get("digest")).isNull();
	}

	@Test
	void getWhenNameIsSetReturnsNameForDefaultClient() {
		CredentialKeys keys = keys("shop");
		keys.add("default", "digest", null);
		assertThat(keys.get("digest")).isEqualTo("p:shop");
	}

	@Test
	void getWhenNameIsSetReturnsCredentialForOtherClient() {
		CredentialKeys keys = keys("shop");
		keys.add("marketing", "digest", null);
		assertThat(keys.get("digest")).isEqualTo("p:digest");
	}

	@Test
	void getWhenOtherClientHasSameCredentialReturnsNameForBoth() {
		CredentialKeys keys = keys("shop");
		keys.add("default", "digest", null);
		keys.add("marketing", "digest", null);
		assertThat(keys.get("digest")).isEqualTo("p:shop");
	}

	@Test
	void getWhenNameIsEmptyReturnsCredential() {
		CredentialKeys keys = keys("");
		keys.add("default", "digest", null);
		assertThat(keys.get("digest")).isEqualTo("p:digest");
	}

	@Test
	void getWhenTokenMayChangeReturnsIdentityOnceReceived() {
		CredentialKeys keys = keys(null);
		keys.add("default", "random", Mono.just("team_1:key_1"));
		assertThat(keys.get("random")).isNull();
		this.scheduler.advanceTime();
		assertThat(keys.get("random")).isEqualTo("p:team_1:key_1");
		assertThat(this.changes).hasValue(1);
	}

	@Test
	void getWhenIdentityFailsRetriesEach30Seconds() {
		AtomicInteger requests = new AtomicInteger();
		CredentialKeys keys = keys(null);
		keys.add("default", "random", Mono.fromSupplier(() -> {
			if (requests.incrementAndGet() < 11) {
				throw new IllegalStateException("No response");
			}
			return "team_1:key_1";
		}));
		for (int i = 0; i < 10; i++) {
			assertThat(keys.get("random")).isNull();
			assertThat(keys.get("random")).isNull();
			this.scheduler.advanceTimeBy(Duration.ofSeconds(30).minusMillis(1));
			this.scheduler.advanceTimeBy(Duration.ofMillis(1));
		}
		assertThat(requests).hasValue(11);
		assertThat(keys.get("random")).isEqualTo("p:team_1:key_1");
	}

	@Test
	void getWhenIdentityIsEmptyRetriesLater() {
		AtomicInteger requests = new AtomicInteger();
		CredentialKeys keys = keys(null);
		keys.add("default", "random",
				Mono.defer(() -> (requests.incrementAndGet() < 2) ? Mono.empty() : Mono.just("team_1:key_1")));
		assertThat(keys.get("random")).isNull();
		this.scheduler.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(keys.get("random")).isNull();
		this.scheduler.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(keys.get("random")).isEqualTo("p:team_1:key_1");
	}

	@Test
	void getWhenTokenMayChangeAndNameIsSetReturnsNameWithoutRequest() {
		CredentialKeys keys = keys("shop");
		keys.add("default", "random", Mono.error(new IllegalStateException("Not to be asked")));
		assertThat(keys.get("random")).isEqualTo("p:shop");
	}

	private CredentialKeys keys(@Nullable String name) {
		return new CredentialKeys("p:", name, this.scheduler, this.changes::incrementAndGet);
	}

}
