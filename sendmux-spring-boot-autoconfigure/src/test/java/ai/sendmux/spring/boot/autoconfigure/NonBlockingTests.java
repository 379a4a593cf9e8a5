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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no call blocks a thread that must not block, in a Java process of their own,
 * because BlockHound changes classes of the JDK.
 */
class NonBlockingTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort())
		.build();

	@BeforeEach
	void stubAccount() {
		server.stubFor(any(anyUrl()).willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@Test
	void callsWhenMadeByNonBlockingThreadsDoNotBlock() throws IOException {
		assertThat(run(server.baseUrl())).isEmpty();
	}

	/**
	 * The certificate is not accepted, but looking at it takes the same preparations.
	 */
	@Test
	void callsWhenConnectionIsSecureDoNotBlock() throws IOException {
		assertThat(run("https://localhost:" + server.getHttpsPort())).isEmpty();
	}

	@Test
	void callsWhenProxyIsSetDoNotBlock() throws IOException {
		assertThat(run("http://sendmux.example.com", "sendmux.allow-insecure-base-url=true",
				"sendmux.proxy.host=localhost", "sendmux.proxy.port=" + server.getPort()))
			.isEmpty();
	}

	private static String run(String baseUrl, String... properties) throws IOException {
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.addAll(List.of("sendmux.token=smx_root_abc", "sendmux.base-url=" + baseUrl,
				"sendmux.retry.max-retries=0", "spring.main.web-application-type=none"));
		return JavaProcess.run(NonBlockingApplication.class, System.getProperty("java.class.path"),
				List.of("-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:+EnableDynamicAgentLoading"), arguments);
	}

}
