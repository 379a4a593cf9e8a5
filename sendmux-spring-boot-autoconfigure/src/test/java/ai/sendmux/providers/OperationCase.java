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

import java.util.function.Function;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import org.reactivestreams.Publisher;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * The operations of the API, each with a call that makes it.
 */
public enum OperationCase {

	LIST("GET", "/providers", 200, "", (providers) -> providers.list()),

	CREATE("POST", "/providers", 201, TestResponses.PROVIDER, (providers) -> providers.create(minimal())),

	GET("GET", "/providers/{public_id}", 200, TestResponses.PROVIDER, (providers) -> providers.get("dprov_1")),

	UPDATE("PATCH", "/providers/{public_id}", 200, TestResponses.PROVIDER,
			(providers) -> providers.update("dprov_1", UpdateProviderRequest.builder().name("New").build())),

	DELETE("DELETE", "/providers/{public_id}", 200, TestResponses.DELETED, (providers) -> providers.delete("dprov_1")),

	ACTIVATE("POST", "/providers/{public_id}/activate", 200, TestResponses.PROVIDER,
			(providers) -> providers.activate("dprov_1")),

	DEACTIVATE("POST", "/providers/{public_id}/deactivate", 200, TestResponses.PROVIDER,
			(providers) -> providers.deactivate("dprov_1")),

	TEST("POST", "/providers/{public_id}/test", 200, TestResponses.TEST_RESULT,
			(providers) -> providers.test("dprov_1")),

	STATS("GET", "/providers/stats", 200, TestResponses.STATS, (providers) -> providers.stats()),

	USAGE("GET", "/providers/usage", 200, TestResponses.USAGE, (providers) -> providers.usage()),

	LIMITS("GET", "/providers/limits", 200, TestResponses.LIMITS, (providers) -> providers.limits()),

	REQUEST_LIMIT_INCREASE("POST", "/providers/limits/sending-accounts/request-increase", 200,
			TestResponses.ACCOUNT_LIMIT_REQUEST, (providers) -> providers.requestLimitIncrease()),

	SES_LIMIT_REQUEST("GET", "/providers/shared-amazon-ses-limit-request", 200, TestResponses.SES_PAGE,
			(providers) -> providers.sharedAmazonSes().limitRequest()),

	SES_REQUEST_LIMIT_INCREASE("POST", "/providers/shared-amazon-ses-limit-request", 200, TestResponses.SES_RESULT,
			(providers) -> providers.sharedAmazonSes().requestLimitIncrease()),

	SES_CANCEL_LIMIT_REQUEST("DELETE", "/providers/shared-amazon-ses-limit-request/{request_id}", 200,
			TestResponses.SES_RESULT, (providers) -> providers.sharedAmazonSes().cancelLimitRequest("slir_1"));

	private final String method;

	private final String template;

	private final int status;

	private final String data;

	private final Function<SendmuxProvidersOperations, Publisher<?>> call;

	OperationCase(String method, String template, int status, String data,
			Function<SendmuxProvidersOperations, Publisher<?>> call) {
		this.method = method;
		this.template = template;
		this.status = status;
		this.data = data;
		this.call = call;
	}

	public static CreateProviderRequest minimal() {
		return TestRequests.minimal().build();
	}

	public String method() {
		return this.method;
	}

	/**
	 * Path as the contract has it.
	 */
	public String template() {
		return this.template;
	}

	public int status() {
		return this.status;
	}

	public String data() {
		return this.data;
	}

	public String path() {
		return "/api/v1" + this.template.replace("{public_id}", "dprov_1").replace("{request_id}", "slir_1");
	}

	public Publisher<?> call(SendmuxProvidersOperations providers) {
		return this.call.apply(providers);
	}

	public MappingBuilder response() {
		return responseData(this.data);
	}

	public MappingBuilder responseData(String data) {
		return responseBody((this == LIST) ? "{\"data\":[" + data + "],\"pagination\":{\"has_more\":false}}"
				: TestResponses.envelope(data));
	}

	public MappingBuilder responseBody(String body) {
		return request(this.method, urlPathEqualTo(path()))
			.willReturn(aResponse().withStatus(this.status).withBody(body));
	}

}
