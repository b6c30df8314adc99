using Portal.DevStack;

// The options and the table follow; for now everything that is in the tree starts with a port of its own choosing.
await using var stack = await Stack.StartAsync(new StackOptions { Port = Ports.Default, DataDirectory = Path.GetFullPath(".data"), Parts = [PartNames.Postgres] },
    step => { if (step.Took is { } took) Console.WriteLine($"{step.What}: {took.TotalSeconds:0.0} s"); });
await stack.Crashed;
