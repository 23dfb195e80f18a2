namespace Cig.Platform.Settings;

/// <summary>Something of the configuration that is wrong, and what to do.</summary>
public sealed record SettingFault(string What, string Mend);
