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

package ai.sendmux.sandbox;

import java.util.UUID;
import java.util.function.Predicate;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;

/**
 * {@link ServeEventListener} that records the requests to which a stub of the test
 * responds instead of the engine.
 */
final class StubListener implements ServeEventListener {

	private final SandboxEngine engine;

	private final Predicate<UUID> ownStubs;

	StubListener(SandboxEngine engine, Predicate<UUID> ownStubs) {
		this.engine = engine;
		this.ownStubs = ownStubs;
	}

	@Override
	public String getName() {
		return "sendmux-sandbox-stubs";
	}

	@Override
	public void beforeResponseSent(ServeEvent event, Parameters parameters) {
		StubMapping stub = event.getStubMapping();
		if (stub != null && event.getWasMatched() && !this.ownStubs.test(stub.getId())) {
			boolean broken = event.getResponse().getFault() != null;
			this.engine.recordStubbed(SandboxTransformer.toSandbox(event.getRequest()),
					broken ? 0 : event.getResponse().getStatus());
		}
	}

}
