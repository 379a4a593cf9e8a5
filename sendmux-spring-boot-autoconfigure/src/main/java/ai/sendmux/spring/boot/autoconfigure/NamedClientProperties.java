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

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Properties of the clients below {@code sendmux.clients}. What a client does not set is
 * that of {@code sendmux.*}, but for the token, and for what belongs to a base URL or a
 * proxy that the client sets itself.
 */
final class NamedClientProperties {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");

	/**
	 * A token is never inherited, and one that consists of white space is reported.
	 */
	private static final BindHandler SKIP_EMPTY_TEXT = new BindHandler() {

		@Override
		public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			boolean empty = result instanceof String text && !StringUtils.hasText(text);
			return (empty && !"token".equals(name.getLastElement(Form.DASHED))) ? null : result;
		}

	};

	private final SendmuxProperties properties;

	private final Binder binder;

	NamedClientProperties(SendmuxProperties properties, Environment environment) {
		this.properties = properties;
		this.binder = Binder.get(environment);
	}

	/**
	 * Return the names of the clients, sorted.
	 * @throws InvalidSendmuxConnectionException if a client cannot have its name
	 */
	Set<String> names() {
		Set<String> names = new TreeSet<>(this.properties.getClients().keySet());
		names.forEach(NamedClientProperties::checkName);
		return Collections.unmodifiableSet(names);
	}

	private static void checkName(String name) {
		if (SendmuxClient.DEFAULT_NAME.equals(name)) {
			throw new InvalidSendmuxConnectionException(
					"A client below 'sendmux.clients' has the name 'default', which is that of the auto-configured "
							+ "client.",
					"Set the properties of the auto-configured client directly below 'sendmux', or choose another "
							+ "name.");
		}
		if (!NAME.matcher(name).matches()) {
			throw new InvalidSendmuxConnectionException(
					"A client below 'sendmux.clients' has the name '" + name + "', which is not valid.",
					"Use lower-case letters and digits for the name, in groups that are separated by single hyphens.");
		}
	}

	boolean contains(String name) {
		return this.properties.getClients().containsKey(name);
	}

	/**
	 * Return a supplier of the present token of a client, which may have been bound
	 * again.
	 */
	Supplier<@Nullable String> token(String name) {
		return () -> {
			SendmuxClientProperties client = this.properties.getClients().get(name);
			return (client != null) ? client.getToken() : null;
		};
	}

	SendmuxClientProperties get(String name) {
		String prefix = prefix(name);
		SendmuxClientProperties client = new SendmuxClientProperties();
		this.binder.bind("sendmux", Bindable.ofInstance(client));
		client.setToken(null);
		if (isSet(prefix + "base-url")) {
			client.setAllowInsecureBaseUrl(false);
		}
		if (isSet(prefix + "proxy.host")) {
			client.resetProxy();
		}
		this.binder.bind(ConfigurationPropertyName.of(prefix.substring(0, prefix.length() - 1)),
				Bindable.ofInstance(client), SKIP_EMPTY_TEXT);
		return client;
	}

	private boolean isSet(String property) {
		return StringUtils.hasText(this.binder.bind(property, String.class).orElse(""));
	}

	static String prefix(String name) {
		return "sendmux.clients." + name + ".";
	}

}
