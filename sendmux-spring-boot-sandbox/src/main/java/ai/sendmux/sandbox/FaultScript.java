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

import java.util.ArrayList;
import java.util.List;

/**
 * The scripted faults of one team.
 */
final class FaultScript {

	private final List<SandboxFault> faults = new ArrayList<>();

	SandboxFault add(SandboxFault fault) {
		this.faults.add(fault);
		return fault;
	}

	void end() {
		this.faults.clear();
	}

	/**
	 * Return the combined effect on the next call. Faults for a number of calls take
	 * precedence over permanent ones and apply in the order in which they were scripted.
	 * @param request the call
	 * @return the effect
	 */
	SandboxFault.Effect next(RecordedRequest request) {
		this.faults.removeIf(SandboxFault::isSpent);
		SandboxFault.Effect limited = this.faults.stream()
			.filter((fault) -> fault.isLimited() && fault.appliesTo(request))
			.findFirst()
			.map(SandboxFault::strike)
			.orElse(SandboxFault.Effect.NONE);
		SandboxFault.Effect lasting = this.faults.stream()
			.filter((fault) -> !fault.isLimited() && fault.appliesTo(request))
			.map(SandboxFault::strike)
			.reduce(SandboxFault.Effect.NONE, SandboxFault.Effect::or);
		return limited.or(lasting);
	}

}
