import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { HealthModule } from './health/health.module.js';
import { NotesModule } from './notes/notes.module.js';
import type { Context } from './security/index.js';
import { SecurityModule } from './security/security.module.js';

/** The modules of the service. Put each feature into a module in its own folder, and import it here. */
@Module({
  imports: [
    HealthModule,
    NotesModule,
    // Add yours here.
  ],
})
export class AppModule {
  static with(ctx: Context, extra: readonly Type[] = []): DynamicModule {
    return { module: AppModule, imports: [SecurityModule.with(ctx), ...extra] };
  }
}
