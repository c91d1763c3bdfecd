/** Frameworks whose router or serializer is compiled from text: https://github.com/delvedor/find-my-way */
export const compilingPackages = ['fastify', '@nestjs/platform-fastify'] as const;
