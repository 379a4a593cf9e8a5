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

package ai.sendmux.providers;

import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.http.ApiSettings;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no log shows the token or the password, however much is logged.
 */
class SecretsInLogsTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private SendmuxProvidersOperations providers;

	@BeforeEach
	void logEverything() {
		this.appender.start();
		verboseLoggers().forEach((logger) -> {
			logger.setLevel(Level.TRACE);
			logger.setAdditive(false);
			logger.addAppender(this.appender);
		});
		WebClient.Builder builder = WebClient.builder()
			.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(true));
		this.providers = TestCalls.providers(server.baseUrl(), ApiSettings.DEFAULTS, builder);
	}

	@AfterEach
	void logAsBefore() {
		verboseLoggers().forEach((logger) -> {
			logger.setLevel(null);
			logger.setAdditive(true);
			logger.detachAppender(this.appender);
		});
	}

	@Test
	void createWhenLoggedShowsNoSecret() {
		server
			.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(201).withBody(TestResponses.CREATED)));
		TestCalls.resultOf(this.providers.create(TestRequests.full().build()));
		assertKeepsSecrets();
	}

	@Test
	void createWhenServerFailsLogsNoSecret() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(409)
			.withBody("{ \"error\": { \"message\": \"" + TestRequests.PASSWORD + " " + TestCalls.TOKEN + "\" } }")));
		TestCalls.failureOf(this.providers.create(TestRequests.full().build()));
		assertKeepsSecrets();
	}

	/**
	 * Event loops may still log: an appender that is stopped takes nothing more in.
	 */
	private void assertKeepsSecrets() {
		this.appender.stop();
		assertThat(List.copyOf(this.appender.list)).map(SecretsInLogsTests::textOf)
			.anySatisfy((text) -> assertThat(text).contains("/api/v1/providers"))
			.allSatisfy((text) -> assertThat(text).doesNotContain(TestRequests.PASSWORD, TestCalls.TOKEN));
	}

	private static String textOf(ILoggingEvent event) {
		return event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
	}

	private Stream<Logger> verboseLoggers() {
		return Stream.of("ai.sendmux", "org.springframework.web", "org.springframework.http")
			.map(this.loggers::getLogger);
	}

}
