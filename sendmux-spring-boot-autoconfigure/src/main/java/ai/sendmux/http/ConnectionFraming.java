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

import java.net.ProtocolException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Keeps requests and responses of an HTTP/1.1 connection of Reactor Netty in step.
 * <p>
 * A response does not say which request it belongs to. Reactor Netty takes any status but
 * 100 for the final response, and whatever follows it for the response to the next
 * request. Here, informational responses are skipped, and a connection that receives
 * anything beyond the response to its request is closed.
 */
public final class ConnectionFraming {

	private static final Log logger = LogFactory.getLog(ConnectionFraming.class);

	private static final String BYTES = "sendmux.bytes";

	private static final String MESSAGES = "sendmux.messages";

	private ConnectionFraming() {
	}

	/**
	 * Protect the connection of a request.
	 * @param nativeRequest the request of Reactor Netty
	 */
	static void protect(Object nativeRequest) {
		if (nativeRequest instanceof Connection connection) {
			protect(connection.channel().pipeline());
		}
	}

	/**
	 * Protect a connection, unless it is protected already or does not speak HTTP/1.1.
	 * @param pipeline the pipeline of the connection
	 */
	public static void protect(ChannelPipeline pipeline) {
		if (pipeline.context(MESSAGES) != null || pipeline.context(NettyPipeline.H2CUpgradeHandler) != null) {
			return;
		}
		ChannelHandlerContext codec = pipeline.context(HttpClientCodec.class);
		if (codec != null) {
			MessagesHandler messages = new MessagesHandler();
			pipeline.addBefore(codec.name(), BYTES, messages.new BytesHandler());
			pipeline.addAfter(codec.name(), MESSAGES, messages);
		}
	}

	/**
	 * Handles what the codec has decoded. The end of a response is held back until all
	 * that was received with it is decoded, because the next request may follow at once.
	 */
	private static final class MessagesHandler extends ChannelDuplexHandler {

		private static final int MAX_INFORMATIONAL_RESPONSES = 20;

		private boolean awaitsResponse;

		private int informationalResponses;

		private boolean skips;

		private boolean readsOn;

		private boolean outOfStep;

		/**
		 * Whether the codec kept a part of what was received, and may have added to it
		 * since. It cannot be seen then what is left at the end of the response.
		 */
		private boolean merged;

		private @Nullable ByteBuf received;

		private @Nullable LastHttpContent end;

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			if (message instanceof HttpRequest) {
				this.awaitsResponse = true;
			}
			context.write(message, promise);
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (this.end != null || !this.awaitsResponse) {
				this.outOfStep = true;
				ReferenceCountUtil.release(message);
			}
			else if (isInformational(message)) {
				skip(context, message);
			}
			else if (message instanceof LastHttpContent last) {
				this.end = last;
				this.outOfStep |= this.merged || last.decoderResult().isFailure() || hasRemaining(this.received);
			}
			else {
				context.fireChannelRead(message);
			}
		}

		/**
		 * Status 101 is final for a request that asked for no other protocol. The
		 * connection speaks that protocol afterwards.
		 */
		private boolean isInformational(Object message) {
			if (this.skips || !(message instanceof HttpResponse response)
					|| response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
				return this.skips;
			}
			boolean switches = response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
			this.outOfStep |= switches;
			return !switches;
		}

		private void skip(ChannelHandlerContext context, Object message) {
			this.skips = !(message instanceof LastHttpContent);
			this.readsOn = true;
			ReferenceCountUtil.release(message);
			if (message instanceof HttpResponse && ++this.informationalResponses > MAX_INFORMATIONAL_RESPONSES) {
				this.awaitsResponse = false;
				context.fireExceptionCaught(new ProtocolException("Too many informational responses"));
				context.close();
			}
		}

		/**
		 * The codec releases a buffer that it has decoded.
		 */
		private static boolean hasRemaining(@Nullable ByteBuf received) {
			return received != null && received.refCnt() > 0 && received.isReadable();
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			if (this.end != null) {
				complete(context, this.end);
			}
			else if (this.readsOn) {
				context.read();
			}
			this.readsOn = false;
			context.fireChannelReadComplete();
		}

		private void complete(ChannelHandlerContext context, LastHttpContent end) {
			this.end = null;
			this.awaitsResponse = false;
			this.informationalResponses = 0;
			this.merged = false;
			if (!this.outOfStep) {
				context.fireChannelRead(end);
				return;
			}
			Connection.from(context.channel()).markPersistent(false);
			context.fireChannelRead(end);
			close(context);
		}

		private static void close(ChannelHandlerContext context) {
			logger.debug("The connection received more than a response to its request, and is closed");
			context.close();
		}

		@Override
		public void handlerRemoved(ChannelHandlerContext context) {
			ReferenceCountUtil.release(this.end);
			this.end = null;
		}

		/**
		 * Handles what the codec has not decoded.
		 */
		private final class BytesHandler extends ChannelInboundHandlerAdapter {

			@Override
			public void channelRead(ChannelHandlerContext context, Object message) {
				MessagesHandler messages = MessagesHandler.this;
				if (messages.end != null) {
					messages.outOfStep = true;
					ReferenceCountUtil.release(message);
				}
				else if (!messages.awaitsResponse) {
					ReferenceCountUtil.release(message);
					close(context);
				}
				else {
					messages.received = (message instanceof ByteBuf bytes) ? bytes : null;
					context.fireChannelRead(message);
					messages.merged |= messages.end == null && hasRemaining(messages.received);
					messages.received = null;
				}
			}

		}

	}

}
