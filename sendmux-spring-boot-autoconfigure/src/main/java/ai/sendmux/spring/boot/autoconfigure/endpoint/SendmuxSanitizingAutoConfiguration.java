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

package ai.sendmux.spring.boot.autoconfigure.endpoint;

import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a {@link SanitizingFunction}
 * that hides tokens and the password of a proxy, even from those who may see values and
 * though the client is disabled.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class SendmuxSanitizingAutoConfiguration {

	private static final String KEY = "sendmux[._-](?:clients[\\w.\\[\\]-]{1,100}[._-])?(?:token|proxy[._-]?password)";

	private static final Pattern SECRET = Pattern.compile(KEY, Pattern.CASE_INSENSITIVE);

	/**
	 * A token that has another key, or a value that quotes a property as a command line
	 * or {@code SPRING_APPLICATION_JSON} does.
	 */
	private static final Pattern SECRET_VALUE = Pattern
		.compile("smx_(?:root|mbx|agent)_[\\w-]|" + KEY + "[\"']?\\s{0,10}[=:]", Pattern.CASE_INSENSITIVE);

	private static final Pattern NESTED_VALUE = Pattern.compile("\"(?:token|password)\"\\s{0,10}:");

	@Bean
	SanitizingFunction sendmuxSanitizingFunction() {
		return SanitizingFunction.sanitizeValue().ifMatches(SendmuxSanitizingAutoConfiguration::isSecret);
	}

	private static boolean isSecret(SanitizableData data) {
		return SECRET.matcher(data.getKey()).matches()
				|| (data.getValue() != null && quotesSecret(data.getValue().toString()));
	}

	private static boolean quotesSecret(String value) {
		return SECRET_VALUE.matcher(value).find()
				|| (value.contains("\"sendmux\"") && NESTED_VALUE.matcher(value).find());
	}

}
