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
 * that hides the token and SMTP passwords, even from those who may see values and though
 * the client is disabled.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class SendmuxSanitizingAutoConfiguration {

	private static final Pattern SECRET = Pattern
		.compile("sendmux[._-]?token$|sendmux[._-]?proxy[._-]?password$|smtp[._-]?password$", Pattern.CASE_INSENSITIVE);

	/**
	 * A key that has another name, or a value that quotes a property as a command line or
	 * {@code SPRING_APPLICATION_JSON} does.
	 */
	private static final Pattern SECRET_VALUE = Pattern
		.compile("smx_(root|mbx|agent)_[\\w-]|(sendmux[._-]?token|sendmux[._-]?proxy[._-]?password|smtp[._-]?password)"
				+ "[\"']?\\s*[=:]|\"sendmux\"\\s*:", Pattern.CASE_INSENSITIVE);

	@Bean
	SanitizingFunction sendmuxSanitizingFunction() {
		return SanitizingFunction.sanitizeValue().ifMatches(SendmuxSanitizingAutoConfiguration::isSecret);
	}

	private static boolean isSecret(SanitizableData data) {
		return SECRET.matcher(data.getKey()).find()
				|| (data.getValue() != null && SECRET_VALUE.matcher(data.getValue().toString()).find());
	}

}
