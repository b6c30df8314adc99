namespace Portal.DevStack;

/// <summary>The stack could not start or go on. The message is written for the person at the keyboard: what is wrong and what to do.</summary>
public sealed class StackException(string message) : Exception(message);
