import type { Command, CommanderError } from "commander";

const TITRES: Readonly<Record<string, string>> = {
  "Usage:": "Usage :",
  "Options:": "Options :",
  "Commands:": "Commandes :",
  "Arguments:": "Arguments :",
};

/** Help in French, errors left to the caller (commander's own are English), for a command and its subcommands. */
export function frenchUsage(command: Command): void {
  command
    .exitOverride()
    .helpOption("-h, --help", "afficher cette aide")
    .helpCommand(false)
    .configureHelp({ styleTitle: (title) => TITRES[title] ?? title })
    .configureOutput({ outputError: () => undefined });
  for (const child of command.commands) frenchUsage(child);
}

/** French message for commander's stable codes; the quoted part of its message is the faulty word. */
export function usageMessage(error: CommanderError): string {
  const word = /'([^']+)'/.exec(error.message)?.[1] ?? "";
  switch (error.code) {
    case "commander.unknownCommand":
      return `La commande « ${word} » n’existe pas.`;
    case "commander.unknownOption":
      return `L’option « ${word} » n’existe pas.`;
    case "commander.missingArgument":
      return `Il manque l’argument « ${word} ».`;
    case "commander.optionMissingArgument":
      return `L’option « ${word} » attend une valeur.`;
    case "commander.missingMandatoryOptionValue":
      return `L’option « ${word} » est obligatoire.`;
    case "commander.invalidArgument":
      return error.message.replace(/^error: /, "");
    case "commander.excessArguments":
      return "Il y a trop d’arguments.";
    default:
      return "Commande incomplète.";
  }
}
