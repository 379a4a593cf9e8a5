// A request without a response changes nothing on the page: this reports that it failed.
document.addEventListener("htmx:sendError", () => {
	const notice = document.createElement("p");
	notice.className = "notice error unreachable";
	notice.textContent = "This application cannot be reached. See whether it is running, then try again.";
	document.getElementById("messages")?.replaceChildren(notice);
});
document.addEventListener("htmx:beforeSwap", () => document.querySelector(".unreachable")?.remove());
