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

package ai.sendmux.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * Stands for a server, under virtual time, with one account that is only changed in the
 * version that the request names.
 */
final class VersionedAccount implements ExchangeFunction {

	private final Duration latency;

	private final List<Long> conflicts = new ArrayList<>();

	private int version;

	private boolean changedByOthers;

	VersionedAccount(Duration latency) {
		this.latency = latency;
	}

	/**
	 * Somebody else changes the account after every read.
	 */
	VersionedAccount changedByOthers() {
		this.changedByOthers = true;
		return this;
	}

	/**
	 * How often the account was changed.
	 */
	int version() {
		return this.version;
	}

	/**
	 * The times of the conflicts, in milliseconds.
	 */
	List<Long> conflicts() {
		return this.conflicts;
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		MockClientHttpRequest message = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(message, ExchangeStrategies.withDefaults())
			.then(Mono.delay(this.latency))
			.map((time) -> respond(request.method(), message.getHeaders().getFirst("If-Match")))
			.delayElement(this.latency);
	}

	private synchronized ClientResponse respond(HttpMethod method, @Nullable String ifMatch) {
		if (HttpMethod.PATCH.equals(method)) {
			if (!etag().equals(ifMatch)) {
				this.conflicts.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
				return StubExchange.response(409,
						"{\"ok\":false,\"error\":{\"code\":\"conflict\",\"message\":\"Changed\"}}");
			}
			this.version++;
		}
		ClientResponse response = StubExchange.response(200, "{\"ok\":true,\"data\":{\"id\":\"acc_1\"}}", "ETag",
				etag());
		if (this.changedByOthers) {
			this.version++;
		}
		return response;
	}

	private String etag() {
		return "\"" + this.version + "\"";
	}

}
