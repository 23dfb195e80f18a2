namespace Cig.Rules;

/// <summary>Which of two days comes first.</summary>
internal static class DayOrder
{
    extension(DateOnly)
    {
        /// <summary>The earlier of two days.</summary>
        public static DateOnly Earlier(DateOnly one, DateOnly other) => DateOnly.FromDayNumber(Math.Min(one.DayNumber, other.DayNumber));

        /// <summary>The later of two days.</summary>
        public static DateOnly Later(DateOnly one, DateOnly other) => DateOnly.FromDayNumber(Math.Max(one.DayNumber, other.DayNumber));
    }
}
