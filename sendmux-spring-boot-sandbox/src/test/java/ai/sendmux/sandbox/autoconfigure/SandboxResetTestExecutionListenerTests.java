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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.AttributeAccessorSupport;
import org.springframework.test.context.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SandboxResetTestExecutionListener}.
 */
class SandboxResetTestExecutionListenerTests {

	private final SandboxResetTestExecutionListener listener = new SandboxResetTestExecutionListener();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxSandboxAutoConfiguration.class))
		.withBean(SandboxTestContext.class)
		.withPropertyValues("sendmux.sandbox.enabled=true");

	@Test
	void beforeTestMethodWhenNoOtherMethodRunsResetsSandbox() {
		this.contextRunner.run((context) -> {
			TestContext testContext = testContext(context);
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			this.listener.beforeTestMethod(testContext);
			sandbox.add(SandboxAccount.smtp());
			this.listener.afterTestMethod(testContext);
			this.listener.beforeTestMethod(testContext);
			assertThat(sandbox.accounts()).isEmpty();
		});
	}

	@Test
	void beforeTestMethodWhenAnotherMethodRunsDoesNotResetSandbox() {
		this.contextRunner.run((context) -> {
			TestContext one = testContext(context);
			TestContext other = testContext(context);
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			this.listener.beforeTestMethod(one);
			sandbox.add(SandboxAccount.smtp());
			this.listener.beforeTestMethod(other);
			assertThat(sandbox.accounts()).hasSize(1);
			this.listener.afterTestMethod(one);
			this.listener.afterTestMethod(other);
			this.listener.beforeTestMethod(one);
			assertThat(sandbox.accounts()).isEmpty();
		});
	}

	@Test
	void beforeTestMethodWhenResetIsInProgressWaits() {
		this.contextRunner.run((context) -> {
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			TestContext other = testContext(context);
			AtomicBoolean begun = new AtomicBoolean();
			Thread second = new Thread(() -> {
				this.listener.beforeTestMethod(other);
				begun.set(true);
			});
			sandbox.addResetListener(() -> {
				second.start();
				while (second.getState() != Thread.State.BLOCKED && second.isAlive()) {
					Thread.onSpinWait();
				}
				assertThat(begun).isFalse();
			});
			this.listener.beforeTestMethod(testContext(context));
			second.join(Duration.ofSeconds(20).toMillis());
			assertThat(begun).isTrue();
		});
	}

	@Test
	void beforeTestMethodWhenResetFailsCountsMethodAsRunning() {
		this.contextRunner.run((context) -> {
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			TestContext one = testContext(context);
			sandbox.addResetListener(() -> {
				throw new IllegalStateException("expected");
			});
			assertThatIllegalStateException().isThrownBy(() -> this.listener.beforeTestMethod(one));
			sandbox.add(SandboxAccount.smtp());
			this.listener.beforeTestMethod(testContext(context));
			assertThat(sandbox.accounts()).hasSize(1);
			this.listener.afterTestMethod(one);
		});
	}

	@Test
	void beforeTestMethodWhenEarlierMethodNeverStartedResetsSandbox() {
		this.contextRunner.run((context) -> {
			TestContext testContext = testContext(context);
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			sandbox.add(SandboxAccount.smtp());
			this.listener.afterTestMethod(testContext);
			this.listener.beforeTestMethod(testContext);
			assertThat(sandbox.accounts()).isEmpty();
		});
	}

	@Test
	void beforeTestMethodWhenResetIsDisabledDoesNotResetSandbox() {
		this.contextRunner.withPropertyValues("sendmux.sandbox.reset-before-each-test=false").run((context) -> {
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			sandbox.add(SandboxAccount.smtp());
			this.listener.beforeTestMethod(testContext(context));
			assertThat(sandbox.accounts()).hasSize(1);
		});
	}

	@Test
	void beforeTestMethodWhenContextHasNoSandboxDoesNothing() {
		new ApplicationContextRunner().withBean(SandboxTestContext.class).run((context) -> {
			this.listener.beforeTestMethod(testContext(context));
			assertThat(context).doesNotHaveBean(SendmuxSandbox.class);
		});
	}

	private static TestContext testContext(ApplicationContext context) {
		TestContext testContext = mock(TestContext.class, AdditionalAnswers.delegatesTo(new Attributes()));
		willReturn(true).given(testContext).hasApplicationContext();
		willReturn(context).given(testContext).getApplicationContext();
		return testContext;
	}

	private static final class Attributes extends AttributeAccessorSupport {

	}

}
