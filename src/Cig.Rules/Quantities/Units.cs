namespace Cig.Rules;

/// <summary>Units written as the law says them: <c>1423.69m.Euro</c>, <c>80.Percent</c>, <c>64.Hours</c>.</summary>
public static class Units
{
    extension(int number)
    {
        /// <summary>So many euro.</summary>
        public Euro Euro => new(number * 100L);

        /// <summary>So many per cent.</summary>
        public Rate Percent => new(number * 100);

        /// <summary>So many hours.</summary>
        public Hours Hours => new(number * 100);

        /// <summary>So many weeks.</summary>
        public Weeks Weeks => new(number * 30);
    }

    extension(decimal number)
    {
        /// <summary>So many euro.</summary>
        /// <exception cref="ArgumentException">The number is finer than a cent.</exception>
        public Euro Euro => new(Whole(number * 100, "a cent"));

        /// <summary>So many per cent.</summary>
        /// <exception cref="ArgumentException">The number is finer than a hundredth of a per cent.</exception>
        public Rate Percent => new((int)Whole(number * 100, "a hundredth of a per cent"));

        /// <summary>So many hours.</summary>
        /// <exception cref="ArgumentException">The number is finer than a hundredth of an hour.</exception>
        public Hours Hours => new((int)Whole(number * 100, "a hundredth of an hour"));
    }

    private static long Whole(decimal number, string unit) => decimal.Truncate(number) == number
        ? (long)number
        : throw new ArgumentException($"{number / 100} is finer than {unit}.", nameof(number));
}
