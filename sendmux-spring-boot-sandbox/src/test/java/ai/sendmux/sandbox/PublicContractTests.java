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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Compares the OpenAPI document of the sandbox with the public contract, if that is
 * available beside the project. No other test needs the public contract.
 */
class PublicContractTests {

	private static final Path DIRECTORY = Path.of(System.getProperty("basedir", ""), "..", "..", "shared", "api");

	private static final Path PROVIDERS = DIRECTORY.resolve("sendmux-providers.openapi.json");

	private static final Path ME = DIRECTORY.resolve("sendmux-management-next.openapi.json");

	@BeforeEach
	void findPublicContract() {
		assumeTrue(Files.isReadable(PROVIDERS) && Files.isReadable(ME), "There is no contract in " + DIRECTORY);
	}

	@Test
	void documentWhenComparedWithPublicContractHasAllItsFacts() throws IOException {
		assertThat(difference(publicFacts(), ownFacts())).filteredOn(notExplained(Difference.ONLY_PUBLIC)).isEmpty();
	}

	@Test
	void documentWhenComparedWithPublicContractHasNoOtherFacts() throws IOException {
		assertThat(difference(ownFacts(), publicFacts())).filteredOn(notExplained(Difference.ONLY_OWN)).isEmpty();
	}

	@Test
	void differenceWhenDeclaredExplainsFact() throws IOException {
		SortedSet<String> differences = difference(ownFacts(), publicFacts());
		differences.addAll(difference(publicFacts(), ownFacts()));
		assertThat(Difference.values())
			.allSatisfy((difference) -> assertThat(differences).as(difference.name()).anyMatch(difference::explains));
	}

	@Test
	void documentWhenComparedWithPublicContractSharesNoDescriptions() throws IOException {
		assertThat(sentences(Contract.get().document())).doesNotContainAnyElementsOf(sentences(read(PROVIDERS)))
			.doesNotContainAnyElementsOf(sentences(read(ME)));
	}

	private static SortedSet<String> publicFacts() throws IOException {
		SortedSet<String> facts = OpenApiFacts.of(read(PROVIDERS), "/providers");
		facts.addAll(OpenApiFacts.of(read(ME), "/me"));
		facts.addAll(OpenApiFacts.of(read(ME), "/emails"));
		return facts;
	}

	private static SortedSet<String> ownFacts() {
		SortedSet<String> facts = OpenApiFacts.of(Contract.get().document(), "/providers");
		facts.addAll(OpenApiFacts.of(Contract.get().document(), "/me"));
		facts.addAll(OpenApiFacts.of(Contract.get().document(), "/emails"));
		return facts;
	}

	private static SortedSet<String> difference(Set<String> facts, Set<String> others) {
		return facts.stream().filter((fact) -> !others.contains(fact)).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Predicate<String> notExplained(Set<Difference> differences) {
		return (fact) -> differences.stream().noneMatch((difference) -> difference.explains(fact));
	}

	private static Set<String> sentences(JsonNode document) {
		return Stream.of("description", "summary")
			.flatMap((name) -> document.findValues(name).stream())
			.filter(JsonNode::isString)
			.map((sentence) -> sentence.asString().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").trim())
			.collect(Collectors.toSet());
	}

	private static JsonNode read(Path file) throws IOException {
		return JsonMapper.shared().readTree(Files.readAllBytes(file));
	}

	/**
	 * Where the document deliberately differs from the public contract.
	 */
	private enum Difference {

		/**
		 * A client that has an OAuth access token sends it as a bearer token; how it is
		 * obtained is not part of the document.
		 */
		OAUTH_FLOW("GET /me security oauth2 "),

		/**
		 * The public contract declares 429 and 500 on few operations and 401 on three,
		 * yet all of these can happen on each.
		 */
		ERRORS_THAT_CAN_HAPPEN_ANYWHERE("\\S+ \\S+ (401|403|429|500|503|default)( .*)?"),

		/**
		 * A page size, status, type, date or cursor that does not exist.
		 */
		INVALID_QUERY("GET /(providers|emails/logs|emails/metrics) 400( .*)?"),

		/**
		 * An idempotency key that is empty or too long.
		 */
		INVALID_IDEMPOTENCY_KEY("POST /providers/\\S+ 400( .*)?"),

		/**
		 * An idempotency key that belongs to another request.
		 */
		IDEMPOTENCY_CONFLICT("POST /providers/\\{public_id}/test 409( .*)?"),

		/**
		 * The guide requires 1 to 255 characters, the public contract states only the
		 * maximum.
		 */
		EMPTY_IDEMPOTENCY_KEY("POST \\S+ header Idempotency-Key minLength=1"),

		/**
		 * Every response has them.
		 */
		COMMON_HEADERS("\\S+ \\S+ \\d+ header (X-RateLimit-\\w+|X-Request-Id|Cache-Control)( .*)?"),

		/**
		 * The sandbox always sends the header, as the service does.
		 */
		LOCATION_ALWAYS_PRESENT("POST /providers 201 header Location required"),

		/**
		 * RFC 9110, 15.4.5: a 304 has the ETag that the 200 would have.
		 */
		ETAG_OF_UNCHANGED_DATA("GET \\S+ 304 header ETag( .*)?"),

		/**
		 * Timestamps follow RFC 3339 in the guide and the examples.
		 */
		TIMESTAMPS("\\S+ \\S+ \\d+ application/json \\$\\.data.*(_at|timestamp) format=\"date-time\"");

		static final Set<Difference> ONLY_PUBLIC = Set.of(OAUTH_FLOW);

		static final Set<Difference> ONLY_OWN = Stream.of(values())
			.filter((difference) -> !ONLY_PUBLIC.contains(difference))
			.collect(Collectors.toSet());

		private final Pattern facts;

		Difference(String facts) {
			this.facts = Pattern.compile(facts);
		}

		boolean explains(String fact) {
			return this.facts.matcher(fact).matches();
		}

	}

}
