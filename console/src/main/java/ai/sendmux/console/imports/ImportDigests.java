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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import ai.sendmux.providers.CreateProviderRequest;
import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Recognizes files, imports and accounts by digests under the random key of the store,
 * because a plain hash would let passwords be guessed.
 */
@Component
class ImportDigests {

	private static final String ALGORITHM = "HmacSHA256";

	/** One name for each property, whatever order or version the record has. */
	private static final JsonMapper CONTENT = JsonMapper.builder()
		.enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)
			.withContentInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private final SecretKeySpec key;

	ImportDigests(ImportStore store) {
		this.key = new SecretKeySpec(store.digestKey(), ALGORITHM);
	}

	/**
	 * Start the digest of a file.
	 */
	Mac file() {
		return mac("file");
	}

	/**
	 * Return the digest of an account without its password.
	 */
	byte[] content(CreateProviderRequest request) {
		return mac("content").doFinal(CONTENT.writeValueAsBytes(request.toBuilder().smtpPassword("").build()));
	}

	/**
	 * Return the digest of what imports have in common that create no account twice among
	 * them.
	 */
	byte[] scope(String baseUrl, String teamId, String importName) {
		Mac mac = mac("scope");
		for (String part : new String[] { baseUrl, teamId, importName }) {
			update(mac, part);
		}
		return mac.doFinal();
	}

	byte[] identity(byte[] scope, byte[] file) {
		Mac mac = mac("identity");
		mac.update(scope);
		return mac.doFinal(file);
	}

	private Mac mac(String purpose) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			update(mac, purpose);
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void update(Mac mac, String part) {
		mac.update(part.getBytes(StandardCharsets.UTF_8));
		mac.update((byte) 0);
	}

}
