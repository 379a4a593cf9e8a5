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

import ai.sendmux.http.ApiSettings;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.http.client.HttpClientSettings;

/**
 * Finds the bounds of a call: ours, else those of the application's HTTP clients, else
 * the defaults.
 */
final class SendmuxSettings {

	private SendmuxSettings() {
	}

	static ApiSettings from(SendmuxProperties properties, HttpClientSettings global) {
		PropertyMapper map = PropertyMapper.get();
		ApiSettings settings = ApiSettings.DEFAULTS;
		settings = map.from(properties::getConnectTimeout)
			.orFrom(global::connectTimeout)
			.to(settings, ApiSettings::withConnectTimeout);
		return map.from(properties::getReadTimeout)
			.orFrom(global::readTimeout)
			.to(settings, ApiSettings::withReadTimeout);
	}

}
