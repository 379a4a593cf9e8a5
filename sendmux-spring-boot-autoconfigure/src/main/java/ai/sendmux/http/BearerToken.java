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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Token in the form in which the API takes it. Nothing here shows its value.
 */
public final class BearerToken {

	private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	/**
	 * Spring Boot leaves a placeholder as it is if it cannot be resolved. One with a
	 * default value, which may be a secret, is always resolved.
	 */
	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z0-9._-]+}");

	private static final String SCHEME = "Bearer ";

	private final String value;

	private final String authorization;

	private BearerToken(String value) {
		this.value = value;
		this.authorization = SCHEME + value;
	}

	public static BearerToken of(String value) {
		String problem = validate(value);
		if (problem != null) {
			throw new IllegalArgumentException("The Sendmux token " + problem);
		}
		return new BearerToken(value);
	}

	/**
	 * Say why the API could not take a value as a token, in words that continue a
	 * sentence about the token.
	 */
	public static @Nullable String validate(String value) {
		if (value.isEmpty()) {
			return "is empty";
		}
		if (PLACEHOLDER.matcher(value).matches()) {
			return "is the placeholder " + value + ", which nothing resolves";
		}
		if (StringUtils.startsWithIgnoreCase(value.stripLeading(), "bearer ")) {
			return "starts with a scheme; leave out \"Bearer\"";
		}
		if (StringUtils.containsWhitespace(value)) {
			return "contains white space or a line break";
		}
		if (value.startsWith("smx_mbx_")) {
			return "is a mailbox key (smx_mbx_), which cannot manage sending accounts; use a root key (smx_root_)";
		}
		if (value.startsWith("smx_agent_")) {
			return "is an agent key (smx_agent_), which cannot manage sending accounts; use a root key (smx_root_)";
		}
		if (!GRAMMAR.matcher(value).matches()) {
			return "contains a character that a token cannot have";
		}
		return null;
	}

	String value() {
		return this.value;
	}

	String authorization() {
		return this.authorization;
	}

	boolean hasSameValue(BearerToken other) {
		return this.authorization.equals(other.authorization);
	}

	/**
	 * Return a digest of the token and its service, which shows neither.
	 */
	String digest(URI baseUrl) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(digest.digest(this.value.getBytes(StandardCharsets.UTF_8)));
			return HexFormat.of().formatHex(digest.digest(baseUrl.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "******";
	}

}
