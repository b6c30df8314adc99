namespace Portal.Platform.Ui;

/// <summary>What a notice or a tag means. Its words must say the same: colour is never the only sign.</summary>
public enum Tone { Plain, Info, Good, Warn, Alarm, Acting }
