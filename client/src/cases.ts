// Loaded only by pages that show a conversation or the worklist. Both work without it.
import "./live/conversation";
import "./live/worklist";
