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

package ai.sendmux.providers;

import ai.sendmux.http.ApiAnswer;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiOperation;
import ai.sendmux.http.ApiRequest;
import ai.sendmux.http.IdempotencyKeys;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * {@link SendmuxProvidersOperations} that calls the API.
 *
 * @since 0.1.0
 */
public class SendmuxProvidersTemplate implements SendmuxProvidersOperations {

	private static final ApiOperation<Provider> CREATE = ApiOperation.post("providers.create", "/providers",
			Provider.class);

	private static final ApiOperation<Provider> GET = ApiOperation.get("providers.get", "/providers/{id}",
			Provider.class);

	private final ApiClient client;

	/**
	 * Create a template.
	 * @param client the client that makes the calls
	 */
	public SendmuxProvidersTemplate(ApiClient client) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
	}

	@Override
	public Mono<Provider> create(CreateProviderRequest request) {
		return call(creation(request));
	}

	@Override
	public Mono<Provider> create(CreateProviderRequest request, String idempotencyKey) {
		return call(creation(request).idempotencyKey(IdempotencyKeys.check(idempotencyKey)));
	}

	private ApiRequest.Builder<Provider> creation(CreateProviderRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return CREATE.request()
			.body(request, request.smtpPassword())
			.violations(CreateProviderRequestChecker.check(request));
	}

	@Override
	public Mono<Provider> get(String providerId) {
		return call(GET.request(ResourceIds.checkProviderId(providerId)));
	}

	private Mono<Provider> call(ApiRequest.Builder<Provider> request) {
		return this.client.call(request.build()).map(SendmuxProvidersTemplate::withVersion);
	}

	private static Provider withVersion(ApiAnswer<Provider> answer) {
		return (answer.etag() != null) ? answer.data().toBuilder().version(answer.etag()).build() : answer.data();
	}

}
