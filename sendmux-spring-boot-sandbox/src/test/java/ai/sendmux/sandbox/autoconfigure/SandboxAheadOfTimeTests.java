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

package ai.sendmux.sandbox.autoconfigure;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Spring tests that are processed ahead of time and then run with
 * {@code spring.aot.enabled=true}. The test extensions of the sandbox apply to every test
 * that has it on the class path, whether or not the test uses it.
 */
@CompileWithForkedClassLoader
class SandboxAheadOfTimeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@AfterEach
	void disableAheadOfTimeMode() {
		System.clearProperty(AotDetector.AOT_ENABLED);
	}

	@Test
	void contextWhenTestDoesNotUseSandboxLoads() {
		runProcessed(UnrelatedCase.class, (test) -> {
			assertThat(test.context.getBeanProvider(Application.class)).hasSize(1);
			assertThat(test.context.getBeanProvider(SendmuxSandbox.class)).isEmpty();
		});
	}

	@Test
	void contextWhenTestHasNoSpringBootLoads() {
		runProcessed(PlainSpringCase.class,
				(test) -> assertThat(test.context.getBeanProvider(PlainApplication.class)).hasSize(1));
	}

	@Test
	void createWhenTestUsesSandboxCreatesAccount() {
		runProcessed(SandboxCase.class, (test) -> {
			CreateProviderRequest request = CreateProviderRequest.builder()
				.name("Mail")
				.smtpHost("smtp.example.com")
				.smtpPort(587)
				.smtpProtocol(SmtpProtocol.STARTTLS)
				.smtpUsername("mail")
				.smtpPassword("password")
				.build();
			assertThat(test.providers.create(request).block(PATIENCE)).isNotNull();
			assertThat(test.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Mail");
		});
	}

	@Test
	void sandboxWhenTestIsAnnotatedTakesPrecedenceOverToken() {
		runProcessed(AnnotatedCase.class,
				(test) -> assertThat(test.connectionDetails.getBaseUrl()).isEqualTo(test.sandbox.baseUrl()));
	}

	@Test
	void sandboxWhenTestHasSeveralMethodsIsResetBeforeEach() {
		runProcessed(SandboxCase.class, SandboxAheadOfTimeTests::addFirstAccount,
				SandboxAheadOfTimeTests::addFirstAccount);
	}

	@Test
	void sandboxWhenEnabledByPropertyTakesPrecedenceOverToken() {
		runProcessed(SandboxCase.class,
				(test) -> assertThat(test.connectionDetails.getBaseUrl()).isEqualTo(test.sandbox.baseUrl()));
	}

	private static void addFirstAccount(SandboxCase test) {
		assertThat(test.sandbox.accounts()).isEmpty();
		test.sandbox.add(SandboxAccount.smtp());
	}

	/**
	 * Process a test class ahead of time, then run each consumer as one of its methods.
	 */
	@SafeVarargs
	private static <T extends ProcessedCase> void runProcessed(Class<T> testClass, Consumer<T>... methods) {
		TestGenerationContext generation = new TestGenerationContext();
		new TestContextAotGenerator(generation.getGeneratedFiles()).processAheadOfTime(Stream.of(testClass));
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			System.setProperty(AotDetector.AOT_ENABLED, "true");
			TestContextManager manager = new TestContextManager(testClass);
			for (Consumer<T> method : methods) {
				runMethod(manager, testClass, method);
			}
		});
	}

	private static <T extends ProcessedCase> void runMethod(TestContextManager manager, Class<T> testClass,
			Consumer<T> method) {
		try {
			T test = BeanUtils.instantiateClass(testClass);
			Method placeholder = ProcessedCase.class.getDeclaredMethod("method");
			manager.prepareTestInstance(test);
			manager.beforeTestMethod(test, placeholder);
			method.accept(test);
			manager.afterTestMethod(test, placeholder, null);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	abstract static class ProcessedCase {

		@Autowired
		ApplicationContext context;

		void method() {
		}

	}

	@SpringBootTest(classes = Application.class)
	static class UnrelatedCase extends ProcessedCase {

	}

	@ContextConfiguration(classes = PlainApplication.class)
	static class PlainSpringCase extends ProcessedCase {

	}

	@SpringBootTest(classes = Application.class,
			properties = { "sendmux.sandbox.enabled=true", "sendmux.token=smx_root_of_the_real_service" })
	static class SandboxCase extends ProcessedCase {

		@Autowired
		SendmuxProvidersOperations providers;

		@Autowired
		SendmuxSandbox sandbox;

		@Autowired
		SendmuxConnectionDetails connectionDetails;

	}

	@SpringBootTest(classes = Application.class, properties = "sendmux.token=smx_root_of_the_real_service")
	@AutoConfigureSendmuxSandbox
	static class AnnotatedCase extends ProcessedCase {

		@Autowired
		SendmuxSandbox sandbox;

		@Autowired
		SendmuxConnectionDetails connectionDetails;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainApplication {

	}

}
