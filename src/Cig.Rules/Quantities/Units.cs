namespace Cig.Rules;

/// <summary>Units written as the law says them: <c>1423.69m.Euro</c>, <c>80.Percent</c>, <c>64.Hours</c>.</summary>
public static class Units
{
    extension(int number)
    {
        public Euro Euro => new(number * 100L);

        public Rate Percent => new(number * 100);

        public Hours Hours => new(number * 100);

        public Weeks Weeks => new(number * 30);
    }

    extension(decimal number)
    {
        public Euro Euro => new(Whole(number * 100, "a cent"));

        public Rate Percent => new((int)Whole(number * 100, "a hundredth of a per cent"));

        public Hours Hours => new((int)Whole(number * 100, "a hundredth of an hour"));
    }

    private static long Whole(decimal number, string unit) => decimal.Truncate(number) == number
        ? (long)number
        : throw new ArgumentException($"{number / 100} is finer than {unit}.", nameof(number));
}
