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

package ai.sendmux.spring.boot.autoconfigure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;

/**
 * {@link AbstractFailureAnalyzer} for a token that is the value of another property. It
 * comes before that of Spring Boot, which shows the value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MisplacedTokenFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("sendmux");

	private static final Pattern KEY = Pattern.compile("smx_(?:root|mbx|agent)_", Pattern.CASE_INSENSITIVE);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		ConfigurationPropertyName name = (property != null) ? property.getName() : cause.getName();
		if (!ROOT.equals(name) && !ROOT.isAncestorOf(name)) {
			return null;
		}
		if (cause.getCause() instanceof ConverterNotFoundException) {
			return new FailureAnalysis(
					describe(name, property) + " has a value, but it stands for a group of properties.",
					"Remove the value, which is not shown here because it may be a token. Set the properties of the "
							+ "group instead; a token is the value of '" + tokenProperty(name) + "'.",
					cause);
		}
		if (property != null && KEY.matcher(String.valueOf(property.getValue())).find()) {
			return new FailureAnalysis(
					describe(name, property) + " has a Sendmux key as its value, which is not shown here.",
					"Correct the value. A token is the value of '" + tokenProperty(name) + "'.", cause);
		}
		return null;
	}

	/**
	 * Spring Boot does not know the property anymore after it has looked for properties
	 * of the group.
	 */
	private static String describe(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
		Origin origin = (property != null) ? property.getOrigin() : null;
		return "The property '" + name + "'" + ((origin != null) ? " (" + origin + ")" : "");
	}

	/**
	 * Return the property with the token of the client that a property belongs to.
	 */
	private static String tokenProperty(ConfigurationPropertyName name) {
		int elements = name.getNumberOfElements();
		if (elements < 2 || !"clients".equals(name.getElement(1, Form.DASHED))) {
			return "sendmux.token";
		}
		return (elements == 2) ? "sendmux.clients.<name>.token" : name.chop(3).append("token").toString();
	}

}
