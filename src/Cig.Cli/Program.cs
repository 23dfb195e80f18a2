using Cig.Cli;

return CommandLine.Build(Console.In, Console.Out, Console.Error).Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
