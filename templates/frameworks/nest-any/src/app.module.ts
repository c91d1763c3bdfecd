import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { NotesModule } from './notes/notes.module.js';
import { OperationsModule } from './security/operations.module.js';

/** The modules of the service. Put each feature into a module in its own folder, and import it here. */
@Module({ imports: [OperationsModule, NotesModule] })
export class AppModule {
  static with(config: Config): DynamicModule {
    const provider = { provide: CONFIG, useValue: config };
    return { module: AppModule, global: true, providers: [provider], exports: [provider] };
  }
}
