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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import ai.sendmux.console.imports.AccountFile.Row;
import ai.sendmux.console.store.StoreException;
import ai.sendmux.providers.CreateProviderRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Encrypts the rows of files one by one, so that their passwords are never stored as they
 * are. Each row holds the upload and the place it belongs to, so that none can be taken
 * for another.
 */
@Component
class RowCipher {

	private static final int KEY_LENGTH = 32;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final AesGcmBytesEncryptor encryptor;

	private final boolean configured;

	private final String keyId;

	RowCipher(ImportProperties properties) {
		byte[] key = decode(properties.encryptionKey());
		this.configured = key != null;
		if (key == null) {
			key = new byte[KEY_LENGTH];
			new SecureRandom().nextBytes(key);
		}
		this.encryptor = AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
		this.keyId = keyId(key);
	}

	/**
	 * Return whether the key outlives the application.
	 */
	boolean isConfigured() {
		return this.configured;
	}

	/**
	 * Return what the key is recognized by.
	 */
	String keyId() {
		return this.keyId;
	}

	byte[] seal(String uploadId, int record, Row row) {
		ObjectNode content = JSON.createObjectNode();
		content.put("upload", uploadId);
		content.put("record", record);
		content.put("line", row.line());
		content.put("inactive", row.inactive());
		content.set("cells", JSON.valueToTree(row.cells()));
		content.set("request", JSON.valueToTree(row.request()));
		content.put("password", row.request().smtpPassword());
		return this.encryptor.encrypt(JSON.writeValueAsBytes(content));
	}

	/**
	 * Decrypt a row.
	 * @throws UnsealableException if the key is another one, or if the row belongs
	 * elsewhere
	 */
	Row open(String uploadId, int record, byte[] sealed) {
		ObjectNode content = decrypt(sealed);
		if (!uploadId.equals(content.path("upload").asString()) || content.path("record").asInt() != record) {
			throw new UnsealableException("A stored row does not belong to this file.");
		}
		CreateProviderRequest request = JSON.treeToValue(content.path("request"), CreateProviderRequest.class)
			.toBuilder()
			.smtpPassword(content.path("password").asString())
			.build();
		return new Row(content.path("line").asLong(), cells(content), request, content.path("inactive").asBoolean());
	}

	private ObjectNode decrypt(byte[] sealed) {
		try {
			return (ObjectNode) JSON.readTree(this.encryptor.decrypt(sealed));
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			// Without the cause, whose message may quote what was decrypted.
			throw new UnsealableException("The stored rows were encrypted with another key.");
		}
	}

	private static List<String> cells(ObjectNode content) {
		return content.path("cells").valueStream().map((cell) -> cell.asString()).toList();
	}

	private static byte @Nullable [] decode(@Nullable String configured) {
		if (!StringUtils.hasText(configured)) {
			return null;
		}
		try {
			byte[] key = Base64.getDecoder().decode(configured.strip());
			if (key.length == KEY_LENGTH) {
				return key;
			}
		}
		catch (IllegalArgumentException ex) {
			// Its message quotes the key.
		}
		throw new StoreException("The property console.import.encryption-key is not a key of " + KEY_LENGTH
				+ " bytes in Base64. Create one with: openssl rand -base64 " + KEY_LENGTH, null);
	}

	private static String keyId(byte[] key) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal("id of the key".getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Thrown when a stored row cannot be decrypted.
	 */
	static class UnsealableException extends RuntimeException {

		UnsealableException(String message) {
			super(message);
		}

	}

}
