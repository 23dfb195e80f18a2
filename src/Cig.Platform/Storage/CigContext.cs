using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cig.Platform.Storage;

/// <summary>
/// Maps and queries the platform's tables. Each folder maps its own records with an <see cref="IEntityTypeConfiguration{T}"/>;
/// the schema itself is written in numbered SQL files (<see cref="Schema"/>), never generated.
/// </summary>
public sealed class CigContext(DbContextOptions<CigContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CigContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(LowerCase(property.Name));
    }

    /// <summary>The tables write <c>first_day</c> where the program says <c>FirstDay</c>.</summary>
    private static string LowerCase(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();

    /// <summary>Instants are kept as whole microseconds since 1970 in UTC, which both engines order and compare alike.</summary>
    private sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(
        instant => Instant.ToMicroseconds(instant),
        microseconds => Instant.FromMicroseconds(microseconds));
}
