namespace Cig.Bench.Chat;

/// <summary>What was measured of a system; times in milliseconds unless said otherwise.</summary>
internal sealed record Row
{
    /// <summary>Acknowledged messages a second.</summary>
    public double Rate { get; set; }

    /// <summary>Processor time of the server for each message, of its database server too, in microseconds.</summary>
    public double Cpu { get; set; }

    public double Ack50 { get; set; }

    public double Ack99 { get; set; }

    public double Other50 { get; set; }

    public double Other99 { get; set; }

    /// <summary>With 100 messages a second over all conversations.</summary>
    public double Paced99 { get; set; }

    public double Idle { get; set; }

    /// <summary>Seconds until all lines are back with their history, from the moment at which the restarted server answers.</summary>
    public double Storm { get; set; }
}
