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

package ai.sendmux.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells in the log where the application can be called.
 */
@Component
class ReadyMessage {

	private static final Log logger = LogFactory.getLog(ReadyMessage.class);

	private final Environment environment;

	ReadyMessage(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void log() {
		String address = this.environment.getProperty("server.address", "localhost");
		String port = this.environment.getProperty("local.server.port");
		// Not a condition on the web application, which ahead-of-time processing would
		// decide for good.
		if (port != null) {
			logger.info("Ready    http://" + address + ":" + port
					+ " shows the console and serves POST /accounts and GET /accounts/{id}");
		}
	}

}
