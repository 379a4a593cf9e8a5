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

import java.io.IOException;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Name and version of this client. The version comes from a resource that the build
 * filters, for a manifest is only there when the client is run from a jar.
 */
final class UserAgent {

	static final String VALUE = "sendmux-spring-boot/" + version();

	private UserAgent() {
	}

	private static String version() {
		try {
			Properties properties = PropertiesLoaderUtils
				.loadProperties(new ClassPathResource("version.properties", UserAgent.class));
			return properties.getProperty("version");
		}
		catch (IOException ex) {
			throw new IllegalStateException("The version of the Sendmux client is missing from its jar", ex);
		}
	}

}
