import type { Command } from "commander";

/** In the order of the help. Loaded on demand: the server, its pages and its documents take a second that no other command needs. */
export const COMMANDES: Readonly<Record<string, () => Promise<Command>>> = {
  importer: async () => (await import("./importer.ts")).importerCommand(),
  bilan: async () => (await import("./bilan.ts")).bilanCommand(),
  lot: async () => (await import("./lot.ts")).lotCommand(),
  territoire: async () => (await import("./territoire.ts")).territoireCommand(),
  droit: async () => (await import("./droit.ts")).droitCommand(),
  demo: async () => (await import("./demo.ts")).demoCommand(),
  serveur: async () => (await import("./serveur.ts")).serveurCommand(),
  sauvegarder: async () => (await import("./sauvegarder.ts")).sauvegarderCommand(),
  restaurer: async () => (await import("./restaurer.ts")).restaurerCommand(),
  detruire: async () => (await import("./detruire.ts")).detruireCommand(),
  verifier: async () => (await import("./verifier.ts")).verifierCommand(),
  purger: async () => (await import("./purger.ts")).purgerCommand(),
  quarantaine: async () => (await import("./quarantaine.ts")).quarantaineCommand(),
  courriers: async () => (await import("./courriers.ts")).courriersCommand(),
  demandes: async () => (await import("./demandes.ts")).demandesCommand(),
  doublons: async () => (await import("./doublons.ts")).doublonsCommand(),
  effacer: async () => (await import("./effacer.ts")).effacerCommand(),
  acces: async () => (await import("./acces.ts")).accesCommand(),
  "premier-lien": async () => (await import("./premier-lien.ts")).premierLienCommand(),
  configuration: async () => (await import("./configuration.command.ts")).configurationCommand(),
};
