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

import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties that hold for whatever valid change, and whatever quotas, can be built.
 */
class UpdatePropertiesTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final JsonNode CREATE = OpenApiContract.get().requestSchema("POST", "/providers");

	private static final JsonNode UPDATE = OpenApiContract.get().requestSchema("PATCH", "/providers/{public_id}");

	private final UpdateBodies bodies = new UpdateBodies();

	@Provide
	Arbitrary<UpdateEdits> edits() {
		return UpdateEdits.valid();
	}

	@Provide
	Arbitrary<ProviderQuotas> quotas() {
		Arbitrary<Quota> quota = UpdateEdits.quotas().injectNull(0.3);
		return Combinators.combine(quota, quota, quota, quota).as(ProviderQuotas::new);
	}

	@Provide
	Arbitrary<Quota> anyQuota() {
		return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Quota::between);
	}

	@Property
	void changeOnTheWireMeansWhatWasBuilt(@ForAll("edits") UpdateEdits edits) {
		assertThat(UpdateEdits.read(this.bodies.of(edits.toRequest()))).isEqualTo(edits);
	}

	@Property
	void changeOnTheWireIsValidAgainstTheContract(@ForAll("edits") UpdateEdits edits) {
		assertIsValid(UPDATE, this.bodies.of(edits.toRequest()));
	}

	@Property
	void quotasOfACreationMeanWhatWasBuilt(@ForAll("quotas") ProviderQuotas quotas) {
		JsonNode body = mapper.readTree(this.bodies.of(creationWith(quotas)));
		assertThat(mapper.treeToValue(body.path("quotas"), ProviderQuotas.class)).isEqualTo(quotas);
	}

	@Property
	void quotasOfACreationAreValidAgainstTheContract(@ForAll("quotas") ProviderQuotas quotas) {
		assertIsValid(CREATE, this.bodies.of(creationWith(quotas)));
	}

	@Property
	void quotaIsReadFromTheFormThatAnswersHave(@ForAll("anyQuota") Quota quota) {
		String answered = mapper.writeValueAsString(Map.of("min", quota.min(), "max", quota.max()));
		assertThat(mapper.readValue(answered, Quota.class)).isEqualTo(quota);
	}

	@Property
	void quotaIsReadFromTheFormThatItIsWrittenIn(@ForAll("anyQuota") Quota quota) {
		assertThat(mapper.readValue(mapper.writeValueAsString(quota), Quota.class)).isEqualTo(quota);
	}

	@Property
	void quotaIsViolatedByExactlyTheEndsThatAreNotPositive(@ForAll("anyQuota") Quota quota) {
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.quotas((quotas) -> quotas.perDay(quota))
			.build();
		long expected = (quota.min() == quota.max()) ? ((quota.min() < 1) ? 1 : 0)
				: ((quota.min() < 1) ? 1 : 0) + ((quota.max() < 1) ? 1 : 0);
		assertThat(UpdateProviderRequestValidator.validate(request)).hasSize((int) expected);
	}

	private static CreateProviderRequest creationWith(ProviderQuotas quotas) {
		return TestRequests.minimal().quotas(quotas).build();
	}

	private static void assertIsValid(JsonNode schema, String body) {
		assertThat(OpenApiContract.get().validate(schema, mapper.readTree(body))).isEmpty();
	}

}
