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

package ai.sendmux.benchmarks;

/**
 * What one contender did in one phase of a round.
 *
 * @param callsPerSecond the throughput
 * @param cpuMicros the CPU time of the whole process, in microseconds a call
 * @param bytes the bytes that all threads allocated on the heap, for each call
 * @param p50Micros the median latency
 * @param p99Micros the 99th percentile of the latency
 */
record Sample(double callsPerSecond, double cpuMicros, double bytes, double p50Micros, double p99Micros) {

}
