/** Frameworks that compile their router or serializer from strings: https://github.com/delvedor/find-my-way */
export const compilingPackages = ['fastify', '@nestjs/platform-fastify'] as const;
