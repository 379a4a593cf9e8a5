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

import ai.sendmux.sandbox.SendmuxSandbox;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * {@link TestExecutionListener} that resets the sandbox of the test's application context
 * before each method. It does not reset a sandbox that another method is using, because
 * methods that run in parallel use one team each.
 */
final class SandboxResetTestExecutionListener implements TestExecutionListener {

	private static final String BEGUN = SandboxResetTestExecutionListener.class.getName() + ".begun";

	@Override
	public void beforeTestMethod(TestContext testContext) {
		SandboxTestContext marker = marker(testContext);
		if (marker == null) {
			return;
		}
		testContext.setAttribute(BEGUN, marker);
		ApplicationContext context = testContext.getApplicationContext();
		marker.beginMethod(() -> resetSandbox((ConfigurableApplicationContext) context));
	}

	/**
	 * Record the end of a method whose start was recorded; it was not if another listener
	 * failed first.
	 */
	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.removeAttribute(BEGUN) instanceof SandboxTestContext marker) {
			marker.endMethod();
		}
	}

	private static @Nullable SandboxTestContext marker(TestContext testContext) {
		if (!testContext.hasApplicationContext()) {
			return null;
		}
		ApplicationContext context = testContext.getApplicationContext();
		return context.getBeanProvider(SandboxTestContext.class).getIfAvailable();
	}

	private static void resetSandbox(ConfigurableApplicationContext context) {
		SendmuxSandboxProperties properties = context.getBeanProvider(SendmuxSandboxProperties.class).getIfAvailable();
		if (properties == null || !properties.resetBeforeEachTest()) {
			return;
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		for (String name : beanFactory.getBeanNamesForType(SendmuxSandbox.class, false, false)) {
			if (beanFactory.containsSingleton(name)) {
				beanFactory.getBean(name, SendmuxSandbox.class).reset();
			}
		}
	}

}
